/*
 * Profile files, of both kinds: any bytes are read or refused by their line. What a reader gives is
 * text without NUL bytes, and a sink that has enough is asked no more.
 */
#include "fuzz.h"
#include "settings/profile.h"

struct fuzz_profile_seen {
	size_t n, stop_at, line;
};

static bool
profile_take_setting(
    void *user, const char *profile, const char *key, const char *value, size_t line)
{
	struct fuzz_profile_seen *s = user;

	fuzz_must(s->stop_at == 0 || s->n < s->stop_at);
	fuzz_must(profile != NULL && key != NULL && value != NULL);
	fuzz_must(line > 0 && line >= s->line);
	s->line = line;
	return ++s->n != s->stop_at;
}

/* How many values there are; stop_at 0: all are taken. */
static size_t
profile_read_with(bool (*read)(struct slice, const struct profile_sink *, struct buf *),
    struct slice text, size_t stop_at)
{
	struct fuzz_profile_seen s = {.stop_at = stop_at};
	struct profile_sink sink = {profile_take_setting, &s};
	struct buf why = BUF_INIT;
	bool good = read(text, &sink, &why), stopped = stop_at > 0 && s.n == stop_at;

	fuzz_must(!stopped || !good);
	fuzz_must((why.n > 0) == (!good && !stopped));
	fuzz_must(why.n == 0 || (why.p[0] >= '1' && why.p[0] <= '9'));
	buf_release(&why);
	return s.n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	size_t yaml = profile_read_with(profile_read_yaml, text, 0);
	size_t toml = profile_read_with(profile_read_toml, text, 0);

	if (yaml > 0)
		fuzz_must(profile_read_with(profile_read_yaml, text, yaml) == yaml);
	if (toml > 0)
		fuzz_must(profile_read_with(profile_read_toml, text, toml) == toml);
	return 0;
}
