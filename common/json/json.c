/*
 * json.c - a zero-copy JSON reader (RFC 8259, strict)
 *
 * Its start, its end and its errors; the grammar is in json_grammar.h.
 */
#include "json/json.h"
#include "base/utf8.h"
#include "json/json_bytes.h"
#include "json/json_core.h"
#include "json/json_names.h"

static inline const char *
text_end(const struct json *j)
{
	return j->text.p + j->text.n;
}

enum json_type
json_wrong(struct json *j, const char *p, const char *why)
{
	j->p = p;
	j->state = JSON_BROKEN;
	if (p == text_end(j))
		j->error = "the text ends too early";
	else if (*p == '\0')
		j->error = "NUL byte";
	else
		j->error = why;
	return JSON_ERROR;
}

enum json_type
json_wrong_string(struct json *j, const char *p)
{
	const char *end = text_end(j), *bad = p;
	size_t n;

	while (p < end && (unsigned char)*p >= 0x20) {
		if (*p == '\\') {
			p = json_pass_escape(p, end, &bad);
			if (p == NULL)
				return json_wrong(j, bad, "unknown escape in a string");
			continue;
		}
		n = (unsigned char)*p < 0x80 ? 1 : utf8_length(p, end);
		if (n == 0)
			return json_wrong(j, p, "invalid UTF-8");
		p += n;
	}
	return json_wrong(j, p, "control character in a string");
}

enum json_type
json_wrong_value(struct json *j, const char *p)
{
	const char *word = *p == 't' ? "true" : *p == 'f' ? "false" : *p == 'n' ? "null" : NULL;
	const char *bad = p;

	if (word != NULL) {
		while (p < text_end(j) && *word != '\0' && *p == *word) {
			p++;
			word++;
		}
		return json_wrong(j, p, "neither true, false nor null");
	}
	if (*p != '-' && !ascii_is_digit(*p))
		return json_wrong(j, p, "a value is missing");
	json_pass_number(p, text_end(j), &bad);
	return json_wrong(j, bad, "a number is not spelled as JSON spells it");
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

enum json_type
json_next(struct json *j)
{
	return json_core.next(j);
}

bool
json_start_object(struct json *j, struct slice text)
{
	enum json_type type;

	json_start(j, text);
	type = json_core.next(j);
	if (type != JSON_OBJECT && type != JSON_ERROR) {
		j->error = "not a JSON object";
		j->state = JSON_BROKEN;
		j->p = j->at;
	}
	return type == JSON_OBJECT;
}

bool
json_skip(struct json *j)
{
	return json_core.skip(j);
}

enum json_type
json_value(struct json *j, struct slice *whole)
{
	enum json_type type = json_core.next(j);
	const char *begin = j->at;

	if ((type == JSON_OBJECT || type == JSON_ARRAY) && !json_core.skip(j))
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
