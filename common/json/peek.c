/* peek.c - find the members of an object without reading their values */
#include "base/ascii.h"
#include "json/peek.h"
#include "json/json_core.h"
#include "json/vec_base.h"

static const char *
peek_pass_space(const char *p, const char *end)
{
	while (p < end && ascii_is_space(*p))
		p++;
	return p;
}

/* Whether an unescaped backslash is directly before p. The search ends at a quote before it. */
static bool
escaped_at(const char *p)
{
	size_t run = 0;

	while (p[-1 - (ptrdiff_t)run] == '\\')
		run++;
	return run % 2 == 1;
}

/* Most strings are short and plain, up to an escape. */
static const char *
pass_string(const char *p, const char *end)
{
	size_t n;

	for (p++; end - p >= VEC_STEP;) {
		n = vec_plain_run(p);
		p += n;
		if (n == VEC_STEP)
			continue;
		if (*p == '"')
			return p + 1;
		if (*p != '\\' || end - p < 2)
			break;
		p += 2;
	}
	for (; p < end; p++) {
		p = memchr(p, '"', (size_t)(end - p));
		if (p == NULL)
			return end;
		if (!escaped_at(p))
			return p + 1;
	}
	return end;
}

static const char *
pass_value(const char *p, const char *end)
{
	if (p == end)
		return end;
	if (*p == '"')
		return pass_string(p, end);
	if (*p == '{' || *p == '[')
		return json_core.pass_container(p, end);
	while (p < end && *p != ',' && *p != '}' && *p != ']' && !ascii_is_space(*p))
		p++;
	return p;
}

/* Skip the opening bracket, or the comma after the previous member or element. */
static const char *
pass_separator(const char *p, const char *end)
{
	p = peek_pass_space(p, end);
	if (p < end && (*p == ',' || *p == '{' || *p == '['))
		p = peek_pass_space(p + 1, end);
	return p;
}

bool
peek_key(struct slice *rest, struct slice *key)
{
	const char *end = rest->p + rest->n, *p = pass_separator(rest->p, end), *q;

	if (p == end || *p != '"')
		return false;
	q = pass_string(p, end);
	*key = slice_of(p + 1, q - p < 2 ? 0 : (size_t)(q - p) - 2);
	p = peek_pass_space(q, end);
	if (p == end || *p != ':')
		return false;
	p = peek_pass_space(p + 1, end);
	*rest = slice_of(p, (size_t)(end - p));
	return true;
}

struct slice
peek_value(struct slice *rest)
{
	const char *end = rest->p + rest->n, *q = pass_value(rest->p, end);
	struct slice value = slice_of(rest->p, (size_t)(q - rest->p));

	*rest = slice_of(q, (size_t)(end - q));
	return value;
}

void
peek_leave(struct slice *rest)
{
	const char *end = rest->p + rest->n, *p = peek_pass_space(rest->p, end);

	if (p < end && (*p == '}' || *p == ']'))
		p++;
	*rest = slice_of(p, (size_t)(end - p));
}

bool
peek_member(struct slice *rest, struct slice *key, struct slice *value)
{
	if (!peek_key(rest, key))
		return false;
	*value = peek_value(rest);
	return value->n > 0;
}

bool
peek_element(struct slice *rest, struct slice *value)
{
	const char *end = rest->p + rest->n, *p = pass_separator(rest->p, end);

	*rest = slice_of(p, (size_t)(end - p));
	*value = peek_value(rest);
	return value->n > 0;
}

struct slice
peek_find(struct slice object, const char *name)
{
	struct slice key, value, found = {"", 0};

	if (object.n == 0 || object.p[0] != '{')
		return found;
	while (peek_member(&object, &key, &value))
		if (json_is(key, name))
			found = value;
	return found;
}
