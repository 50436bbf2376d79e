/* object_parts.c - whether the parts next to an object's configuration can be written */
#include "put/object_parts.h"

#include "base/idset.h"
#include "json/json.h"
#include "json/peek.h"

/* False: it is there and of another kind. */
static bool
parts_find(const struct members *record, const char *name, enum json_type type, struct slice *value)
{
	const struct member *found = members_find(record, name);

	*value = slice_of("", 0);
	if (found == NULL || found->type == JSON_NULL)
		return true;
	*value = found->value;
	return found->type == type;
}

static bool
parts_is(struct slice value, char first)
{
	return value.n > 0 && value.p[0] == first;
}

/* A string without its quotes. */
static struct slice
parts_string(struct slice value)
{
	return slice_of(value.p + 1, value.n - 2);
}

/* A key and a language are part of an address. */
static bool
parts_has_nul(struct slice text)
{
	return text.n > 0 && memchr(text.p, '\0', text.n) != NULL;
}

static const char *
parts_rows(struct slice rows)
{
	struct idset keys = IDSET_INIT;
	struct buf plain = BUF_INIT;
	struct slice row, key;
	const char *why = NULL;

	while (why == NULL && peek_element(&rows, &row)) {
		size_t before = keys.n;
		key = peek_find(row, "key");
		if (!parts_is(row, '{') || !parts_is(key, '"'))
			why = "one of its rows has no key";
		else if (idset_add(&keys, json_text(parts_string(key), &plain)), keys.n == before)
			why = "two of its rows have the same key";
		else if (parts_has_nul(idset_id(&keys, before)))
			why = "one of its rows has a key with a NUL character (U+0000)";
	}
	buf_release(&plain);
	idset_release(&keys);
	return why;
}

/* Whether the prompt has a resource of this language; tokens, in any letter case. */
static bool
parts_has_language(struct slice resources, struct slice language)
{
	struct slice one, has;

	while (peek_element(&resources, &one)) {
		has = peek_find(one, "language");
		if (has.n == language.n && strncasecmp(has.p, language.p, has.n) == 0)
			return true;
	}
	return false;
}

static const char *
parts_media(struct slice media, struct slice resources)
{
	struct slice one, language;

	while (peek_element(&media, &one)) {
		language = peek_find(one, "language");
		if (!parts_is(language, '"') || !parts_is(peek_find(one, "base64"), '"'))
			return "one of its media has no language or no base64";
		if (!parts_has_language(resources, language))
			return "it has audio of a language that its resources do not have";
	}
	return NULL;
}

const char *
object_parts_unfit(const struct members *record)
{
	const struct member *configuration = members_find(record, "configuration");
	struct slice rows, media, codes, templates, resources = {"", 0};
	const char *why;

	if (!parts_find(record, "rows", JSON_ARRAY, &rows))
		return "its rows are not an array";
	if (!parts_find(record, "media", JSON_ARRAY, &media))
		return "its media are not an array";
	if (!parts_find(record, "wrapupCodes", JSON_ARRAY, &codes))
		return "its wrapupCodes are not an array";
	if (!parts_find(record, "templates", JSON_OBJECT, &templates))
		return "its templates are not an object";
	if (configuration != NULL)
		resources = peek_find(configuration->value, "resources");
	why = parts_rows(rows);
	return why != NULL ? why : parts_media(media, resources);
}
