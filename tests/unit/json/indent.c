/* JSON in lines, and back. */
#include "json/compact.h"
#include "json/indent.h"
#include "tap.h"

static struct json j = JSON_INIT;

static bool
indent_test_put(void *to, const void *p, size_t n)
{
	buf_add(to, p, n);
	return true;
}

static bool
put_some(void *to, const void *p, size_t n)
{
	size_t *left = to;

	(void)p;
	if (n > *left)
		return false;
	*left -= n;
	return true;
}

/* It is laid out so, or any way if `want` is NULL; and compact again it is what it was. */
static bool
lays_out(const char *text, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	indent(&j, slice_str(text), indent_test_put, &b);
	same = want == NULL || slice_is(buf_slice(&b), want);
	same &= compact(&j, &b) != JSON_ERROR && slice_is(buf_slice(&b), text);
	buf_release(&b);
	return same;
}

static char *
indent_nested(size_t depth, const char *inner)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < depth; i++)
		buf_puts(&b, i % 2 == 0 ? "[" : "{\"a\":");
	buf_puts(&b, inner);
	for (size_t i = depth; i > 0; i--)
		buf_puts(&b, i % 2 == 1 ? "]" : "}");
	return buf_detach(&b);
}

int
main(void)
{
	char *deep;
	struct buf b = BUF_INIT;
	size_t room = 5;

	ok(lays_out("1", "1\n") && lays_out("\"a\"", "\"a\"\n") && lays_out("[]", "[]\n") &&
		lays_out("{}", "{}\n"),
	    "small values");
	ok(lays_out("{\"a\":1,\"b\":[true,null],\"c\":{}}",
	       "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ],\n  \"c\": {}\n}\n"),
	    "members and elements");
	ok(lays_out("[[],[{}],[[1.0,-0,1e5]],\"\\u00e9\\/, : [ ] { }\"]", NULL),
	    "tokens keep their spelling");
	for (size_t depth = INDENT_DEPTH - 2; depth < INDENT_DEPTH + 4; depth++) {
		deep = indent_nested(depth, "1,2,[3]");
		if (depth % 2 == 1)
			ok(lays_out(deep, NULL), "%zu levels", depth);
		free(deep);
	}
	deep = indent_nested(100001, "1,2");
	indent(&j, slice_str(deep), indent_test_put, &b);
	ok(b.n < 100000 * 6 + 4 * INDENT_DEPTH * INDENT_DEPTH, "a deep text stays of its size");
	ok(lays_out(deep, NULL), "and can be made compact again");
	ok(!indent(&j, slice_str("[1,2,3]"), put_some, &room),
	    "it stops when nothing more is taken");
	free(deep);
	buf_release(&b);
	json_release(&j);
	return tap_done();
}
