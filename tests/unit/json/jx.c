/* jx: kinds are checked, limits hold, nothing that libjq would take too much of gets through. */
#include "base/buf.h"
#include "json/jx.h"
#include "tap.h"

static bool
jx_refused(const char *text, size_t n, const char *part_of_why)
{
	const char *why = NULL;
	struct jx *x = jx_parse(slice_of(text, n), &why);

	if (x != NULL) {
		jx_free(x);
		return false;
	}
	if (why != NULL && strstr(why, part_of_why) != NULL)
		return true;
	printf("# why: %s\n", why != NULL ? why : "(null)");
	return false;
}

static void
test_jx_refusals(void)
{
	/* Each of these is taken by libjq 1.6, or makes it repeat the text, or abort. */
	static const char *const bad[] = {"", " ", "nan", "NaN", "Infinity", "01", "1.", ".5", "+1",
	    "\"\x1f\"", "1 2", "{\"a\":1}{", "[1,]", "{\"a\":1,}", "'a'", "tru", "{\"a\" 1}", "[",
	    "\"\xff\"", "\"\xed\xa0\x80\"", "\xef\xbb\xbf{}"};

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		ok(jx_refused(bad[i], strlen(bad[i]), ""), "refused: %s", bad[i]);
	ok(jx_refused("{\"a\":12\0"
		      "34}",
	       10, "NUL"),
	    "a NUL byte inside a number");
	ok(jx_refused("\"\\ud83d\"", 8, "surrogate"), "half a surrogate pair");
}

static bool
jx_nested(size_t depth, const char *open, const char *close)
{
	struct buf b = BUF_INIT;
	const char *why;
	struct jx *x;

	for (size_t i = 0; i < depth; i++)
		buf_puts(&b, open);
	buf_puts(&b, "null");
	for (size_t i = 0; i < depth; i++)
		buf_puts(&b, close);
	x = jx_parse(buf_slice(&b), &why);
	buf_release(&b);
	jx_free(x);
	return x != NULL;
}

static void
test_jx_depth(void)
{
	ok(jx_nested(JX_DEPTH_MAX, "[", "]"), "arrays to the limit");
	ok(!jx_nested(JX_DEPTH_MAX + 1, "[", "]"), "arrays beyond it");
	ok(jx_nested(JX_DEPTH_MAX, "{\"a\":", "}"), "objects to the limit");
	ok(!jx_nested(JX_DEPTH_MAX + 1, "{\"a\":", "}"), "objects beyond it");
	ok(!jx_nested(1000000, "[", "]"), "a million levels");
}

static const char document[] =
    "{\"s\":\"t\\u00e9xt\",\"empty\":\"\",\"nul\":\"a\\u0000b\",\"n\":12,\"x\":1.5,\"big\":1e300,"
    "\"neg\":-3,\"yes\":true,\"no\":false,\"null\":null,\"a\":[10,{\"k\":\"v\"},[]],"
    "\"o\":{\"a/b\":1,\"m~n\":2,\"\":3},\"twice\":1,\"twice\":2}";

static void
test_strings(const struct jx *x)
{
	ok(slice_is(jx_string(x, "/s"), "t\xc3\xa9xt"), "a string, decoded");
	ok(jx_string(x, "/empty").p != NULL && jx_string(x, "/empty").n == 0, "an empty string");
	ok(jx_string(x, "/nul").n == 3, "a NUL inside a string counts");
	ok(slice_is(jx_string(x, "/a/%zu/k", (size_t)1), "v"), "a path made of a number");
	for (size_t i = 0; i < 2; i++)
		ok(strlen(jx_string(x, "/s").p) == jx_string(x, "/s").n,
		    "NUL-terminated, borrowed");
}

static void
test_numbers(const struct jx *x)
{
	long n = 0;

	ok(jx_integer(x, 0, 100, &n, "/n") && n == 12, "a whole number");
	ok(jx_integer(x, -5, 0, &n, "/neg") && n == -3, "a negative one");
	ok(!jx_integer(x, 0, 11, &n, "/n") && n == -3, "above max, value left alone");
	ok(!jx_integer(x, 0, 100, &n, "/x"), "a fraction is not whole");
	ok(!jx_integer(x, 0, INT32_MAX, &n, "/big"), "1e300 fits no long");
	ok(jx_integer(x, 0, 9, &n, "/twice") && n == 2, "the last of two wins");
	ok(jx_integer(x, 0, 9, &n, "/o/a~1b") && n == 1, "~1 is a slash");
	ok(jx_integer(x, 0, 9, &n, "/o/m~0n") && n == 2, "~0 is a tilde");
	ok(jx_integer(x, 0, 9, &n, "/o/") && n == 3, "the empty name");
}

static void
test_kinds(const struct jx *x)
{
	static const char *const paths[] = {"", "/s", "/n", "/yes", "/null", "/a", "/o", "/gone",
	    "/s/x", "/n/0", "/a/x", "/a/-1", "/a/9", "/a/99999999999999999999", "/a/01x", "/o/0"};
	long n;
	size_t strings = 0, integers = 0, trues = 0, elements = 0;

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		strings += jx_string(x, "%s", paths[i]).p != NULL;
		integers += jx_integer(x, 0, 99, &n, "%s", paths[i]);
		trues += jx_true(x, "%s", paths[i]);
		elements += jx_count(x, "%s", paths[i]);
	}
	ok(strings == 1 && integers == 1 && trues == 1 && elements == 3,
	    "every reader takes its own kind only: %zu %zu %zu %zu", strings, integers, trues,
	    elements);
	ok(jx_has(x, "/null") && jx_has(x, "/no") && !jx_has(x, "/gone"),
	    "null is there, gone is not");
	ok(jx_has(x, "/a/2") && !jx_has(x, "/a/3"), "the end of an array");
}

int
main(void)
{
	const char *why = "";
	struct jx *x = jx_parse(slice_str(document), &why);

	test_jx_refusals();
	test_jx_depth();
	ok(x != NULL, "the document is read: %s", why);
	if (x != NULL) {
		test_strings(x);
		test_numbers(x);
		test_kinds(x);
	}
	jx_free(x);
	return tap_done();
}
