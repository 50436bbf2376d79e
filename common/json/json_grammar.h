/*
 * json_grammar.h - the grammar of JSON (RFC 8259), for the instructions of the vec_*.h that was
 * included before. Only core_*.c include it.
 *
 * core_next() reads token by token. core_skip() reads a whole container without tokens; where
 * anything is wrong in it, it is read again by core_next(), so that there is one place that tells
 * what is wrong.
 */
#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "json/json_bytes.h"
#include "json/json_core.h"
#include "json/json_names.h"
#include "json/vec_pass.h"

#define CORE static inline __attribute__((always_inline)) VEC_TARGET

enum { SKIP_DEPTH = 1024 }; /* deeper containers are skipped by core_next() */

static VEC_TARGET __attribute__((noinline)) const char *
core_pass_blanks(const char *p, const char *end)
{
	while (end - p >= VEC_STEP) {
		size_t n = vec_space_run(p);
		p += n;
		if (n < VEC_STEP)
			return p;
	}
	while (p < end && ascii_is_space(*p))
		p++;
	return p;
}

/* Most white space is none at all. */
CORE const char *
core_pass_space(const char *p, const char *end)
{
	return p == end || (unsigned char)*p > ' ' ? p : core_pass_blanks(p, end);
}

/* From the first byte of a string that is not plain to after its closing quote. NULL: invalid. */
static VEC_TARGET __attribute__((noinline)) const char *
core_pass_special(const char *p, const char *end, bool *escaped)
{
	const char *bad;
	size_t n;

	for (; p < end; p = vec_pass_plain(p, end)) {
		if (*p == '"')
			return p + 1;
		if (*p == '\\') {
			*escaped = true;
			p = json_pass_escape(p, end, &bad);
			if (p == NULL)
				return NULL;
		} else if ((unsigned char)*p < 0x20) {
			return NULL;
		}
		for (; p < end && (unsigned char)*p >= 0x80; p += n)
			if ((n = utf8_length(p, end)) == 0)
				return NULL;
	}
	return NULL;
}

/* From behind a string's opening quote to after its closing one. NULL: invalid. */
CORE const char *
core_pass_string(const char *p, const char *end, bool *escaped)
{
	p = vec_pass_plain(p, end);
	if (p < end && *p == '"')
		return p + 1;
	return core_pass_special(p, end, escaped);
}

/* Most numbers are whole and short. */
CORE const char *
core_pass_number(const char *p, const char *end)
{
	const char *q = p, *bad;

	if (*q >= '1' && *q <= '9') {
		while (q < end && ascii_is_digit(*q))
			q++;
		if (q < end && *q != '.' && (*q | 0x20) != 'e')
			return q;
	}
	return json_pass_number(p, end, &bad);
}

CORE const char *
core_pass_word(const char *p, const char *end, const char *word, size_t n)
{
	return (size_t)(end - p) >= n && memcmp(p, word, n) == 0 ? p + n : NULL;
}

/* After the value at p, which is neither a container nor a string. NULL: invalid. */
CORE const char *
core_pass_scalar(const char *p, const char *end, enum json_type *type)
{
	switch (*p) {
	case 't':
		*type = JSON_TRUE;
		return core_pass_word(p, end, "true", 4);
	case 'f':
		*type = JSON_FALSE;
		return core_pass_word(p, end, "false", 5);
	case 'n':
		*type = JSON_NULL;
		return core_pass_word(p, end, "null", 4);
	default:
		*type = JSON_NUMBER;
		return *p == '-' || ascii_is_digit(*p) ? core_pass_number(p, end) : NULL;
	}
}

CORE enum json_type
core_done(struct json *j, const char *p, enum json_type type)
{
	j->p = p;
	j->state = JSON_AFTER_VALUE;
	return type;
}

CORE enum json_type
core_open(struct json *j, const char *p, const char *key, enum json_type type)
{
	if (j->depth == j->cap)
		j->stack = xgrow(j->stack, &j->cap, j->depth + 1, sizeof *j->stack);
	j->stack[j->depth++] = (struct json_frame){key, 0, 0};
	j->tok = slice_of(p, 1);
	j->p = p + 1;
	j->state = type == JSON_OBJECT ? JSON_AT_FIRST_KEY : JSON_AT_FIRST_ELEMENT;
	return type;
}

CORE enum json_type
core_close(struct json *j, const char *p)
{
	bool array = j->stack[--j->depth].key == NULL;

	j->at = p;
	j->tok = slice_of(p, 1);
	return core_done(j, p + 1, array ? JSON_ARRAY_END : JSON_OBJECT_END);
}

CORE enum json_type
core_value(struct json *j, const char *p, const char *end)
{
	enum json_type type = JSON_STRING;
	const char *q;

	j->at = p;
	if (p == end)
		return json_wrong(j, p, NULL);
	switch (*p) {
	case '"':
		j->escaped = false;
		q = core_pass_string(p + 1, end, &j->escaped);
		if (q == NULL)
			return json_wrong_string(j, p + 1);
		j->tok = slice_of(p + 1, (size_t)(q - p) - 2);
		return core_done(j, q, JSON_STRING);
	case '{':
		return core_open(j, p, p, JSON_OBJECT);
	case '[':
		return core_open(j, p, NULL, JSON_ARRAY);
	default:
		break;
	}
	q = core_pass_scalar(p, end, &type);
	if (q == NULL)
		return json_wrong_value(j, p);
	j->tok = slice_of(p, (size_t)(q - p));
	return core_done(j, q, type);
}

CORE enum json_type
core_key(struct json *j, const char *p, const char *end)
{
	struct json_frame *f = &j->stack[j->depth - 1];
	const char *q;

	j->at = p;
	if (p == end || *p != '"')
		return json_wrong(j, p, "a member's name is missing");
	j->escaped = false;
	q = core_pass_string(p + 1, end, &j->escaped);
	if (q == NULL)
		return json_wrong_string(j, p + 1);
	j->tok = slice_of(p + 1, (size_t)(q - p) - 2);
	f->key = j->tok.p;
	f->keylen = (uint32_t)j->tok.n;
	if (j->escaped)
		json_names_keep(&j->names, j->tok, f);
	p = core_pass_space(q, end);
	if (p == end || *p != ':')
		return json_wrong(j, p, "a colon is missing after a member's name");
	j->p = p + 1;
	j->state = JSON_AT_VALUE;
	return JSON_KEY;
}

CORE enum json_type
core_at_root_end(struct json *j, const char *p, const char *end)
{
	j->state = JSON_AT_EOF;
	j->p = p;
	return p == end ? JSON_END : json_wrong(j, p, "something follows the value");
}

static VEC_TARGET enum json_type
core_next(struct json *j)
{
	const char *end = j->text.p + j->text.n, *p = core_pass_space(j->p, end);
	struct json_frame *f;
	bool key = false;

	switch (j->state) {
	case JSON_AFTER_VALUE: /* the end, the container's end, or a comma and the next one */
		if (j->depth == 0)
			return core_at_root_end(j, p, end);
		f = &j->stack[j->depth - 1];
		key = f->key != NULL;
		if (p == end || *p != ',') {
			if (p < end && *p == (key ? '}' : ']'))
				return core_close(j, p);
			return json_wrong(j, p, "a comma or the container's end is missing");
		}
		p = core_pass_space(p + 1, end);
		f->index++;
		break;
	case JSON_AT_VALUE:
		break;
	case JSON_AT_FIRST_ELEMENT:
		if (p < end && *p == ']')
			return core_close(j, p);
		break;
	case JSON_AT_FIRST_KEY:
		if (p < end && *p == '}')
			return core_close(j, p);
		key = true;
		break;
	case JSON_AT_EOF:
		return JSON_END;
	default:
		return JSON_ERROR;
	}
	return key ? core_key(j, p, end) : core_value(j, p, end);
}

/* After a member's name, its colon and white space. NULL: invalid. */
CORE const char *
core_pass_name(const char *p, const char *end)
{
	bool escaped;

	if (p == end || *p != '"')
		return NULL;
	p = core_pass_string(p + 1, end, &escaped);
	if (p == NULL)
		return NULL;
	p = core_pass_space(p, end);
	return p < end && *p == ':' ? core_pass_space(p + 1, end) : NULL;
}

/* After the string, number or word at p. NULL: invalid. */
CORE const char *
core_pass_simple(const char *p, const char *end)
{
	enum json_type type;
	bool escaped;

	return *p == '"' ? core_pass_string(p + 1, end, &escaped) : core_pass_scalar(p, end, &type);
}

/* From behind a container's opening bracket to after its closing one. NULL: invalid or too deep. */
static VEC_TARGET const char *
core_pass_rest(const char *p, const char *end, bool object)
{
	bool outer[SKIP_DEPTH], opened = true;
	size_t depth = 0;

	for (;;) {
		p = core_pass_space(p, end);
		if (!opened || p == end || *p != (object ? '}' : ']')) {
			if (object && (p = core_pass_name(p, end)) == NULL)
				return NULL;
			if (p == end)
				return NULL;
			if (*p == '{' || *p == '[') {
				if (depth == SKIP_DEPTH)
					return NULL;
				outer[depth++] = object;
				object = *p++ == '{';
				opened = true;
				continue;
			}
			if ((p = core_pass_simple(p, end)) == NULL)
				return NULL;
			p = core_pass_space(p, end);
		}
		for (; p < end && *p == (object ? '}' : ']'); p = core_pass_space(p, end)) {
			p++;
			if (depth == 0)
				return p;
			object = outer[--depth];
		}
		if (p == end || *p++ != ',')
			return NULL;
		opened = false;
	}
}

#ifdef VEC_CLASSES
#include "json/json_blocks.h"
#else
static const char *
blocks_pass_container(const char *p, const char *end)
{
	(void)p;
	(void)end;
	return NULL;
}
#endif

static VEC_TARGET bool
core_skip(struct json *j)
{
	bool first = j->state == JSON_AT_FIRST_KEY || j->state == JSON_AT_FIRST_ELEMENT;
	const char *end = j->text.p + j->text.n, *p = NULL;
	size_t outside = j->depth - 1;

	if (first)
		p = blocks_pass_container(j->p - 1, end);
	if (first && p == NULL)
		p = core_pass_rest(j->p, end, j->state == JSON_AT_FIRST_KEY);
	if (p != NULL) {
		core_close(j, p - 1);
		return true;
	}
	while (j->depth > outside)
		if (core_next(j) == JSON_ERROR)
			return false;
	return true;
}
