/* define_prompt.c - prompts: their resources and recordings */
#include "define/define.h"

#include "gen/gen_words.h"
#include "json/json_write.h"

enum {
	SAMPLES = 8000,    /* a second, of one byte each: telephone quality */
	AUDIO_MIN = 19000, /* bytes; as measured in one org: mean 41 KB */
	AUDIO_MAX = 63000,
	WAV_HEAD = 44,
	WAV_FORMAT = 16,
	WAV_MULAW = 7
};

static const char *const languages[] = {"en-us", "de-de", "fr-fr", "ja-jp", "es-es"};

static size_t
prompt_first(const struct org *org, const struct org_object *prompt, size_t *n)
{
	struct rng r = define_rng(org, prompt, "resources");

	*n = rng_chance(&r, 70) ? 1 : rng_between(&r, 2, 3);
	return rng_below(&r, 2);
}

size_t
define_resources(const struct org *org, const struct org_object *prompt)
{
	size_t n;

	(void)prompt_first(org, prompt, &n);
	return n;
}

const char *
define_language(const struct org *org, const struct org_object *prompt, size_t i)
{
	size_t n, first = prompt_first(org, prompt, &n);

	return languages[(first + i) % COUNT_OF(languages)];
}

void
define_resource(const struct org *org, const struct org_object *prompt, size_t i, struct buf *b)
{
	const char *language = define_language(org, prompt, i);
	struct rng r = define_rng(org, prompt, language);
	bool recorded = define_audio_size(org, prompt, language) > 0;
	struct buf file = BUF_INIT;

	json_write_open(b, NULL);
	if (!recorded || rng_chance(&r, 30))
		json_write_cstr(b, "ttsString", gen_words_sentence(&r));
	if (recorded && rng_chance(&r, 60))
		json_write_cstr(b, "text", gen_words_sentence(&r));
	if (recorded && rng_chance(&r, 25)) {
		buf_printf(&file, "%s_%s.wav", prompt->name, language);
		json_write_open(b, "tags");
		json_write_open_array(b, "filename");
		json_write_string(b, NULL, buf_slice(&file));
		json_write_close_array(b);
		json_write_close(b);
		buf_release(&file);
	}
	json_write_close(b);
}

size_t
define_audio_size(const struct org *org, const struct org_object *prompt, const char *language)
{
	struct rng r = define_rng(org, prompt, "audio");

	r.state ^= org_key("language", language);
	return rng_chance(&r, 75) ? rng_between(&r, AUDIO_MIN, AUDIO_MAX) : 0;
}

static void
put_number(struct buf *b, uint32_t n, int bytes)
{
	for (; bytes > 0; bytes--, n >>= 8)
		buf_putc(b, (char)(n & 0xff));
}

/* The head of a file of one channel (RIFF, "WAVEfmt ", "data"). */
static void
put_head(struct buf *b, size_t samples)
{
	buf_puts(b, "RIFF");
	put_number(b, (uint32_t)(WAV_HEAD - 8 + samples), 4);
	buf_puts(b, "WAVEfmt ");
	put_number(b, WAV_FORMAT, 4);
	put_number(b, WAV_MULAW, 2);
	put_number(b, 1, 2);
	put_number(b, SAMPLES, 4);
	put_number(b, SAMPLES, 4);
	put_number(b, 1, 2);
	put_number(b, 8, 2);
	buf_puts(b, "data");
	put_number(b, (uint32_t)samples, 4);
}

bool
define_audio(
    const struct org *org, const struct org_object *prompt, const char *language, struct buf *wav)
{
	size_t n = define_audio_size(org, prompt, language);
	struct rng r = define_rng(org, prompt, language);

	if (n == 0)
		return false;
	put_head(wav, n - WAV_HEAD);
	buf_reserve(wav, n);
	for (size_t left = n - WAV_HEAD; left > 0;) {
		uint64_t bits = rng_next(&r);
		size_t some = left < sizeof bits ? left : sizeof bits;
		buf_add(wav, &bits, some);
		left -= some;
	}
	return true;
}
