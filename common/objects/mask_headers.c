/* mask_headers.c - literal keys in the request headers of a data action's record */
#include "objects/mask_headers.h"
#include "base/ascii.h"
#include "json/json.h"
#include "json/peek.h"

static const char *const words[] = {"authorization", "authentication", "key", "token", "secret",
    "password", "passwd", "passphrase", "pwd", "credential", "cookie", "signature", "session",
    "jwt"};

struct mask_walk {
	struct mask_headers *found;
	struct splices *splices;
	const char *begin; /* of the record */
	struct buf plain;
};

/* Whether the text contains the word, in any case; `whole`: with no letter next to it. */
static bool
mask_contains(struct slice text, const char *word, bool whole)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= text.n; i++)
		if (strncasecmp(text.p + i, word, n) == 0 &&
		    !(whole && i > 0 && ascii_is_letter(text.p[i - 1])) &&
		    !(whole && i + n < text.n && ascii_is_letter(text.p[i + n])))
			return true;
	return false;
}

static bool
mask_is_key_like(struct slice name)
{
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (mask_contains(name, words[i], false))
			return true;
	return mask_contains(name, "auth", true);
}

static bool
mask_is_variable(struct slice value)
{
	return mask_contains(value, "${", false) || mask_contains(value, "$!{", false);
}

/* What the value says: a string's text, or the JSON of anything else. Empty: nothing to hide. */
static struct slice
mask_value(struct mask_walk *w, struct slice value)
{
	if (value.n >= 2 && value.p[0] == '"')
		return json_text(slice_of(value.p + 1, value.n - 2), &w->plain);
	return slice_is(value, "null") ? slice_of("", 0) : value;
}

static void
mask_name(struct mask_walk *w, struct slice name)
{
	struct buf *names = &w->found->names;

	if (names->n > 0)
		buf_puts(names, ", ");
	json_unescape(name, names);
}

static void
mask_header(struct mask_walk *w, struct slice name, struct slice value)
{
	static const char mask[] = "\"" MASK_HEADERS_TEXT "\"";
	struct slice text;

	if (!mask_is_key_like(json_text(name, &w->plain)))
		return;
	text = mask_value(w, value);
	if (text.n == 0 || mask_is_variable(text))
		return;
	if (slice_is(text, MASK_HEADERS_TEXT)) {
		w->found->masked++;
		return;
	}
	w->found->literal++;
	mask_name(w, name);
	if (w->splices != NULL)
		splices_add(w->splices, (size_t)(value.p - w->begin), value.n, slice_str(mask));
}

/* Each header below the value, which the rest of the path leads to: in every member of its name. */
static void
mask_descend(struct mask_walk *w, struct slice value, const char *const *path)
{
	struct slice name, inner;

	if (value.n == 0 || value.p[0] != '{')
		return;
	while (peek_member(&value, &name, &inner)) {
		if (*path == NULL)
			mask_header(w, name, inner);
		else if (json_is(name, *path))
			mask_descend(w, inner, path + 1);
	}
}

static bool
mask_is_action(struct slice record)
{
	struct slice name, value;
	bool object = false, action = false;

	while (peek_member(&record, &name, &value)) {
		struct slice token = value.n >= 2 ? slice_of(value.p + 1, value.n - 2) : value;
		if (json_is(name, "kind"))
			object = json_is(token, "object");
		if (json_is(name, "type"))
			action = json_is(token, "dataAction");
	}
	return object && action;
}

void
mask_headers_look(struct mask_headers *found, struct slice record, struct splices *splices)
{
	static const char *const path[] = {"configuration", "config", "request", "headers", NULL};
	struct mask_walk w = {.found = found, .splices = splices, .begin = record.p};

	found->literal = found->masked = 0;
	buf_clear(&found->names);
	if (mask_is_action(record))
		mask_descend(&w, record, path);
	buf_release(&w.plain);
}

void
mask_headers_release(struct mask_headers *found)
{
	buf_release(&found->names);
}
