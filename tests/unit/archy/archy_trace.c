/* archy_trace: the written bytes of a part of a scalar, whatever escapes and lines it has. */
#include "archy/archy_trace.h"
#include "tap.h"

/* The part `from`..`to` of the value is written as `want`; NULL: it has no bytes of its own. */
static void
trace_is(enum archy_style style, const char *written, const char *value, size_t from, size_t to,
    const char *want)
{
	struct slice text = slice_str(written);
	struct archy_scalar s = {0, text.n, style, false, false};
	struct archy_trace t;
	bool found;

	archy_trace_start(&t, text, &s, slice_str(value), 1, 1);
	found = archy_trace(&t, from, to);
	ok(want == NULL ? !found
			: found && slice_is(slice_of(written + t.from, t.to - t.from), want),
	    "bytes %zu to %zu of %s are %s", from, to, written, want != NULL ? want : "none");
}

/* After an escape, "Q" is still "Q"; the escape's own bytes are the escape. */
static void
test_trace_escapes(void)
{
	static const struct {
		const char *escape, *value;
	} cases[] = {
	    {"\\x41", "A"},
	    {"\\u0041", "A"},
	    {"\\u00e4", "\xc3\xa4"},
	    {"\\u20ac", "\xe2\x82\xac"},
	    {"\\U0001f600", "\xf0\x9f\x98\x80"},
	    {"\\N", "\xc2\x85"},
	    {"\\_", "\xc2\xa0"},
	    {"\\L", "\xe2\x80\xa8"},
	    {"\\P", "\xe2\x80\xa9"},
	    {"\\\\", "\\"},
	    {"\\\"", "\""},
	    {"\\/", "/"},
	};
	char written[32], value[16];

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t n = strlen(cases[i].value);
		snprintf(written, sizeof written, "\"%sQ\"", cases[i].escape);
		snprintf(value, sizeof value, "%sQ", cases[i].value);
		trace_is(ARCHY_DOUBLE, written, value, 0, n, cases[i].escape);
		trace_is(ARCHY_DOUBLE, written, value, n, n + 1, "Q");
	}
	trace_is(ARCHY_DOUBLE, "\"\\u00e4Q\"", "\xc3\xa4Q", 1, 3, NULL);
	trace_is(ARCHY_DOUBLE, "\"Q\\u00e4\"", "Q\xc3\xa4", 0, 2, NULL);
}

/* White space is skipped, however it is written. */
static void
test_trace_space(void)
{
	static const char *const spaces[][2] = {{"\\n", "\n"}, {"\\t", "\t"}, {"\\r", "\r"},
	    {"\\ ", " "}, {"\\x20", " "}, {"\\x09", "\t"}, {"\\x0a", "\n"}, {"\\u000d", "\r"},
	    {" \\\n  ", " "}, {"\n\n  ", "\n"}};
	char written[32], value[16];

	for (size_t i = 0; i < COUNT_OF(spaces); i++) {
		snprintf(written, sizeof written, "\"a%sQ\"", spaces[i][0]);
		snprintf(value, sizeof value, "a%sQ", spaces[i][1]);
		trace_is(ARCHY_DOUBLE, written, value, 2, 3, "Q");
	}
	trace_is(ARCHY_DOUBLE, "\"a\\tQ\"", "a\tQ", 1, 2, NULL);
	trace_is(ARCHY_PLAIN, "a\n  Q", "a Q", 2, 3, "Q");
	trace_is(ARCHY_SINGLE, "'a''Q'", "a'Q", 2, 3, "Q");
	trace_is(ARCHY_SINGLE, "'a''Q'", "a'Q", 1, 2, "''");
	trace_is(ARCHY_LITERAL, "|-\n  a\n  Q", "a\nQ", 2, 3, "Q");
	trace_is(ARCHY_FOLDED, ">-\n  a\n  Q", "a Q", 0, 1, "a");
}

/* A text that ends before its value does has no bytes for the rest. */
static void
test_trace_ends(void)
{
	trace_is(ARCHY_PLAIN, "ab", "ab", 1, 1, NULL);
	trace_is(ARCHY_PLAIN, "ab", "abc", 2, 3, NULL);
	trace_is(ARCHY_PLAIN, "ab", "abc", 1, 3, NULL);
	trace_is(ARCHY_LITERAL, "|-", "a", 0, 1, NULL);
	trace_is(ARCHY_DOUBLE, "\"", "a", 1, 2, NULL);
	trace_is(ARCHY_DOUBLE, "\"a\\\"", "ab", 1, 2, NULL);
	trace_is(ARCHY_DOUBLE, "\"a\\u00\"", "ab", 2, 3, NULL);
}

/* Parts are found in any order, each with its line and column. */
static void
test_trace_order(void)
{
	static const char text[] = "\"\xc3\xa4 b\n  cd\"";
	struct archy_scalar s = {0, sizeof text - 1, ARCHY_DOUBLE, false, false};
	struct archy_trace t;

	archy_trace_start(&t, slice_str(text), &s, slice_str("\xc3\xa4 b cd"), 7, 5);
	ok(archy_trace(&t, 5, 6) && text[t.from] == 'c' && t.line == 8 && t.column == 3,
	    "a part in the second line");
	ok(archy_trace(&t, 3, 4) && text[t.from] == 'b' && t.line == 7 && t.column == 8,
	    "then one before it, by characters");
	ok(archy_trace(&t, 6, 7) && text[t.from] == 'd' && t.line == 8 && t.column == 4,
	    "then one after it");
}

int
main(void)
{
	test_trace_escapes();
	test_trace_space();
	test_trace_ends();
	test_trace_order();
	return tap_done();
}
