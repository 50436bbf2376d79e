/* sides_split.c - an object record into its file and the files next to it */
#include "base/ascii.h"
#include "base/base64.h"
#include "base/mem.h"
#include "files/names.h"
#include "files/sides.h"
#include "json/peek.h"

/* The extension for a content type, of which parameters (";…") do not count. */
static const char *
sides_extension(struct slice type)
{
	static const struct {
		const char *type, *extension;
	} known[] = {{"", "wav"}, {"audio/x-wav", "wav"}, {"audio/wav", "wav"},
	    {"audio/wave", "wav"}, {"audio/vnd.wave", "wav"}, {"audio/mpeg", "mp3"},
	    {"audio/mp3", "mp3"}, {"audio/ogg", "ogg"}, {"audio/flac", "flac"},
	    {"audio/x-flac", "flac"}, {"audio/basic", "au"}, {"audio/mp4", "m4a"},
	    {"audio/aac", "aac"}, {"audio/webm", "webm"}};
	const char *end = type.n > 0 ? memchr(type.p, ';', type.n) : NULL;

	if (end != NULL)
		type.n = (size_t)(end - type.p);
	type = slice_trim(type);
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (type.n == strlen(known[i].type) &&
		    strncasecmp(type.p, known[i].type, type.n) == 0)
			return known[i].extension;
	return "bin";
}

static void
sides_add(struct sides *s, struct side side)
{
	s->v = xgrow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n++] = side;
}

static void
sides_clear(struct sides *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->v[i].suffix);
	s->n = 0;
	idset_clear(&s->names);
	buf_clear(&s->text);
	buf_clear(&s->why);
	buf_clear(&s->csv);
}

/*
 * The name of the file for the element's audio, in s->name. False: it stays in the record, as it has
 * no language, or the language's file is another element's on some file system.
 */
static bool
sides_name(struct sides *s)
{
	struct slice language = members_text(&s->element, "language", &s->bytes);
	struct buf key = BUF_INIT, type = BUF_INIT;
	size_t before = s->names.n;

	if (language.n == 0)
		return false;
	buf_clear(&s->name);
	names_file(
	    language, sides_extension(members_text(&s->element, "contentType", &type)), &s->name);
	names_key(buf_slice(&s->name), &key);
	idset_add(&s->names, buf_slice(&key));
	buf_release(&key);
	buf_release(&type);
	return s->names.n > before;
}

/* Copy one element of `media`, with its file's name in the place of its audio. */
static const char *
sides_split_element(struct sides *s, struct slice element)
{
	const struct member *audio;
	struct slice token;
	const char *from;

	if (element.p[0] != '{' || !members_read(&s->element, &s->json, element)) {
		buf_add_slice(&s->text, element);
		return NULL;
	}
	audio = members_find(&s->element, "base64");
	if (audio == NULL && members_find(&s->element, "file") != NULL)
		return "its media has a \"file\", as files of gc-save have it";
	token = member_string(audio);
	buf_clear(&s->bytes);
	if (audio == NULL || audio->type != JSON_STRING ||
	    members_find(&s->element, "file") != NULL || !base64_decode(token, &s->bytes) ||
	    !sides_name(s)) {
		buf_add_slice(&s->text, element);
		return NULL;
	}
	from = audio->key.p - 1;
	buf_add(&s->text, element.p, (size_t)(from - element.p));
	buf_puts(&s->text, "\"file\":");
	json_quote(&s->text, buf_slice(&s->name));
	from = audio->value.p + audio->value.n;
	buf_add(&s->text, from, (size_t)(element.p + element.n - from));
	buf_clear(&s->bytes);
	buf_printf(&s->bytes, "/%s", s->name.p);
	sides_add(s, (struct side){.suffix = xstrdup(s->bytes.p), .base64 = token});
	return NULL;
}

static const char *
sides_split_media(struct sides *s, struct slice media)
{
	const char *from = media.p, *end = media.p + media.n, *why;
	struct slice element;

	while (peek_element(&media, &element)) {
		buf_add(&s->text, from, (size_t)(element.p - from));
		why = sides_split_element(s, element);
		if (why != NULL)
			return why;
		from = element.p + element.n;
	}
	buf_add(&s->text, from, (size_t)(end - from));
	return NULL;
}

static void
sides_split_rows(struct sides *s, const struct members *m, struct slice rows)
{
	const struct member *configuration = members_find(m, "configuration");
	struct slice definition =
	    configuration != NULL ? configuration->value : slice_of("null", 4);

	if (!table_csv_write(&s->table, definition, rows, &s->csv)) {
		buf_add_slice(&s->why, buf_slice(&s->table.why));
		buf_add_slice(&s->text, rows);
		return;
	}
	buf_puts(&s->text, "\"csv\"");
	sides_add(s, (struct side){.suffix = xstrdup(".csv"), .rows = true});
}

const char *
sides_split(struct sides *s, const struct members *m, struct slice text)
{
	const struct member *rows = members_find(m, "rows"), *media = members_find(m, "media");
	const char *from = text.p, *why;

	sides_clear(s);
	if (rows != NULL && json_is(member_string(rows), "csv"))
		return "its rows are the word \"csv\", as files of gc-save have it";
	for (size_t i = 0; i < m->n; i++) {
		const struct member *one = &m->v[i];
		if (one->type != JSON_ARRAY || (one != rows && one != media))
			continue;
		buf_add(&s->text, from, (size_t)(one->value.p - from));
		from = one->value.p + one->value.n;
		if (one == rows)
			sides_split_rows(s, m, one->value);
		else if ((why = sides_split_media(s, one->value)) != NULL)
			return why;
	}
	buf_add(&s->text, from, (size_t)(text.p + text.n - from));
	return NULL;
}

void
sides_bytes(const struct sides *s, size_t i, struct buf *bytes)
{
	buf_clear(bytes);
	if (s->v[i].rows)
		buf_add_slice(bytes, buf_slice(&s->csv));
	else
		base64_decode(s->v[i].base64, bytes);
}

void
sides_release(struct sides *s)
{
	sides_clear(s);
	free(s->v);
	buf_release(&s->text);
	buf_release(&s->why);
	buf_release(&s->suffix);
	buf_release(&s->csv);
	buf_release(&s->bytes);
	buf_release(&s->name);
	table_csv_release(&s->table);
	idset_release(&s->names);
	json_release(&s->json);
	members_release(&s->element);
	*s = (struct sides)SIDES_INIT;
}
