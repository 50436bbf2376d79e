/*
 * json.c - a zero-copy JSON reader (RFC 8259, strict)
 *
 * One function, json_step(), holds the grammar; the inner loop is the string scan (json_bytes.h).
 */
#include "json/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "json/json_bytes.h"
#include "json/json_names.h"

static inline const char *
text_end(const struct json *j)
{
	return j->text.p + j->text.n;
}

static enum json_type
json_wrong(struct json *j, const char *p, const char *why)
{
	j->p = p;
	if (p == text_end(j))
		j->error = "the text ends too early";
	else if (*p == '\0')
		j->error = "NUL byte";
	else
		j->error = why;
	return JSON_ERROR;
}

void
json_start(struct json *j, struct slice text)
{
	json_names_drop(&j->names);
	j->text = text.p != NULL ? text : slice_of("", 0); /* an empty buf has no bytes at all */
	j->p = j->at = j->text.p;
	j->tok = slice_of(j->p, 0);
	j->escaped = false;
	j->state = JSON_AT_VALUE;
	j->error = NULL;
	j->depth = 0;
}

void
json_release(struct json *j)
{
	free(j->stack);
	json_names_drop(&j->names);
	*j = (struct json)JSON_INIT;
}

/* The rest of a string that began at `begin`, from its first byte that is not plain. */
static const char *
read_special(struct json *j, const char *begin, const char *p)
{
	const char *end = text_end(j), *bad;
	size_t n;

	for (;; p = json_pass_plain(p, end)) {
		if (p == end) {
			json_wrong(j, p, NULL);
			return NULL;
		}
		if (*p == '"') {
			j->tok = slice_of(begin, (size_t)(p - begin));
			return p + 1;
		}
		if (*p == '\\') {
			j->escaped = true;
			p = json_pass_escape(p, end, &bad);
			if (p == NULL) {
				json_wrong(j, bad, "unknown escape in a string");
				return NULL;
			}
		} else if ((unsigned char)*p < 0x20) {
			json_wrong(j, p, "control character in a string");
			return NULL;
		} else {
			n = utf8_length(p, end);
			if (n == 0) {
				json_wrong(j, p, "invalid UTF-8");
				return NULL;
			}
			p += n;
		}
	}
}

/*
 * The string whose opening quote is at p. Sets tok; returns the position after the closing quote,
 * or NULL. Most strings are plain, so only that case is inline.
 */
static inline const char *
read_string(struct json *j, const char *p)
{
	const char *end = text_end(j), *begin = p + 1;

	j->escaped = false;
	p = json_pass_plain(begin, end);
	if (p == end || *p != '"')
		return read_special(j, begin, p);
	j->tok = slice_of(begin, (size_t)(p - begin));
	return p + 1;
}

static inline enum json_type
json_done(struct json *j, const char *p, enum json_type type)
{
	j->p = p;
	j->state = JSON_AFTER_VALUE;
	return type;
}

static enum json_type
read_number(struct json *j, const char *p)
{
	const char *bad = p, *q = json_pass_number(p, text_end(j), &bad);

	if (q == NULL)
		return json_wrong(j, bad, "a number is not spelled as JSON spells it");
	j->tok = slice_of(p, (size_t)(q - p));
	return json_done(j, q, JSON_NUMBER);
}

static enum json_type
wrong_word(struct json *j, const char *p, struct slice word)
{
	size_t i = 0;

	while (p + i < text_end(j) && p[i] == word.p[i])
		i++;
	return json_wrong(j, p + i, "neither true, false nor null");
}

static inline enum json_type
read_word(struct json *j, const char *p, struct slice word, enum json_type type)
{
	if ((size_t)(text_end(j) - p) < word.n || memcmp(p, word.p, word.n) != 0)
		return wrong_word(j, p, word);
	j->tok = slice_of(p, word.n);
	return json_done(j, p + word.n, type);
}

static inline enum json_type
open_container(struct json *j, const char *p, const char *key, enum json_type type)
{
	if (j->depth == j->cap)
		j->stack = xgrow(j->stack, &j->cap, j->depth + 1, sizeof *j->stack);
	j->stack[j->depth++] = (struct json_frame){key, 0, 0};
	j->tok = slice_of(p, 1);
	j->p = p + 1;
	j->state = type == JSON_OBJECT ? JSON_AT_FIRST_KEY : JSON_AT_FIRST_ELEMENT;
	return type;
}

static inline enum json_type
close_container(struct json *j, const char *p)
{
	bool array = j->stack[--j->depth].key == NULL;

	j->at = p;
	j->tok = slice_of(p, 1);
	return json_done(j, p + 1, array ? JSON_ARRAY_END : JSON_OBJECT_END);
}

static inline const char *
json_pass_space(const char *p, const char *end)
{
	while (p < end && ascii_is_space(*p))
		p++;
	return p;
}

static inline enum json_type
read_value(struct json *j, const char *p)
{
	j->at = p;
	if (p == text_end(j))
		return json_wrong(j, p, NULL);
	switch (*p) {
	case '"':
		p = read_string(j, p);
		return p == NULL ? JSON_ERROR : json_done(j, p, JSON_STRING);
	case '{':
		return open_container(j, p, p, JSON_OBJECT);
	case '[':
		return open_container(j, p, NULL, JSON_ARRAY);
	case 't':
		return read_word(j, p, slice_of("true", 4), JSON_TRUE);
	case 'f':
		return read_word(j, p, slice_of("false", 5), JSON_FALSE);
	case 'n':
		return read_word(j, p, slice_of("null", 4), JSON_NULL);
	default:
		if (*p == '-' || ascii_is_digit(*p))
			return read_number(j, p);
		return json_wrong(j, p, "a value is missing");
	}
}

static inline enum json_type
read_key(struct json *j, const char *p)
{
	const char *end = text_end(j);
	struct json_frame *f = &j->stack[j->depth - 1];

	j->at = p;
	if (p == end || *p != '"')
		return json_wrong(j, p, "a member's name is missing");
	p = read_string(j, p);
	if (p == NULL)
		return JSON_ERROR;
	f->key = j->tok.p;
	f->keylen = (uint32_t)j->tok.n;
	if (j->escaped)
		json_names_keep(&j->names, j->tok, f);
	p = json_pass_space(p, end);
	if (p == end || *p != ':')
		return json_wrong(j, p, "a colon is missing after a member's name");
	j->p = p + 1;
	j->state = JSON_AT_VALUE;
	return JSON_KEY;
}

/* What may follow a value: the end, the container's end, or a comma and the next one. */
static inline enum json_type
after_value(struct json *j, const char *p)
{
	const char *end = text_end(j);
	struct json_frame *f;

	if (j->depth == 0) {
		j->state = JSON_AT_EOF;
		j->p = p;
		return p == end ? JSON_END : json_wrong(j, p, "something follows the value");
	}
	f = &j->stack[j->depth - 1];
	if (p < end && *p == ',') {
		p = json_pass_space(p + 1, end);
		f->index++;
		return f->key == NULL ? read_value(j, p) : read_key(j, p);
	}
	if (p == end || *p != (f->key == NULL ? ']' : '}'))
		return json_wrong(j, p, "a comma or the container's end is missing");
	return close_container(j, p);
}

static inline enum json_type
json_step(struct json *j)
{
	const char *p = json_pass_space(j->p, text_end(j));

	if (j->error != NULL)
		return JSON_ERROR;
	switch (j->state) {
	case JSON_AFTER_VALUE:
		return after_value(j, p);
	case JSON_AT_VALUE:
		return read_value(j, p);
	case JSON_AT_FIRST_ELEMENT:
		if (p < text_end(j) && *p == ']')
			return close_container(j, p);
		return read_value(j, p);
	case JSON_AT_FIRST_KEY:
		if (p < text_end(j) && *p == '}')
			return close_container(j, p);
		return read_key(j, p);
	default:
		return JSON_END;
	}
}

enum json_type
json_next(struct json *j)
{
	return json_step(j);
}

bool
json_start_object(struct json *j, struct slice text)
{
	enum json_type type;

	json_start(j, text);
	type = json_step(j);
	if (type != JSON_OBJECT && type != JSON_ERROR) {
		j->error = "not a JSON object";
		j->p = j->at;
	}
	return type == JSON_OBJECT;
}

bool
json_skip(struct json *j)
{
	size_t outside = j->depth - 1;

	while (j->depth > outside)
		if (json_step(j) == JSON_ERROR)
			return false;
	return true;
}

enum json_type
json_value(struct json *j, struct slice *whole)
{
	enum json_type type = json_step(j);
	const char *begin = j->at;

	if ((type == JSON_OBJECT || type == JSON_ARRAY) && !json_skip(j))
		return JSON_ERROR;
	*whole = slice_of(begin, (size_t)(j->p - begin));
	return type;
}

const char *
json_error(const struct json *j)
{
	return j->error != NULL ? j->error : "no error";
}

size_t
json_offset(const struct json *j)
{
	return (size_t)(j->p - j->text.p);
}
