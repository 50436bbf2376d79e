/* Texts of Archy YAML as people write them: tabs, marks, placeholders in expressions, first lines. */
#include "archy/archy_copy.h"
#include "archy/archy_walk.h"
#include "tap.h"

static struct archy a = ARCHY_INIT;

/* The copy that libyaml reads: `want`, with the braces of placeholders put back. */
static void
copy_is(const char *text, const char *want)
{
	struct archy_marks marks;
	struct buf copy = BUF_INIT;

	ok(archy_copy(slice_str(text), &marks, &copy) && copy.n == strlen(text),
	    "a copy of the same length");
	archy_restore(&marks, copy.p, copy.n);
	ok(tap_is(&copy, want), "the copy of %s", text);
}

static void
test_texts_tabs(void)
{
	copy_is("a: b\n", "a: b\n");
	copy_is("\t\na: b\n", " \na: b\n");
	copy_is("a: b\t# c\n\t# d\n", "a: b\t# c\n # d\n");
	copy_is("-\ta: b\n", "- a: b\n");
	copy_is("- -\t- a\n", "- - - a\n");
	copy_is("-\t", "- ");
	copy_is("\t", " ");
	copy_is("\t\r\na: 1\n", " \r\na: 1\n");
	copy_is("-", "-");
	/* a tab that is a part of a text stays */
	copy_is("a: |\n  x\ty\n\t\n  -\tz\nb:\t1\n", "a: |\n  x\ty\n\t\n  -\tz\nb:\t1\n");
	copy_is("a: >2-\n    x\n-\tb\n", "a: >2-\n    x\n- b\n");
	copy_is("a:\t|\n  -\tx\n", "a:\t|\n  -\tx\n");
	copy_is("a: x|\n-\tb\n", "a: x|\n- b\n");
	copy_is("|\n-\tb\n", "|\n- b\n");
	copy_is("a: |\n-\tb\n", "a: |\n- b\n");
}

static void
test_texts_marks(void)
{
	struct archy_marks marks;
	struct buf all = BUF_INIT, copy = BUF_INIT;

	copy_is("a: {{b}}\n", "a: {{b}}\n");
	copy_is("a: {{b}} \xdf\xbf \xdf\xbe\n", "a: {{b}} \xdf\xbf \xdf\xbe\n");
	for (int c = 0x80; c <= 0x7ff; c++) {
		buf_putc(&all, (char)(0xc0 | c >> 6));
		buf_putc(&all, (char)(0x80 | (c & 0x3f)));
	}
	ok(archy_copy(buf_slice(&all), &marks, &copy) && marks.n == 0,
	    "all characters of two bytes, and no placeholder");
	buf_puts(&all, " {{b}}");
	ok(!archy_copy(buf_slice(&all), &marks, &copy), "and one: there is no mark left");
	buf_clear(&copy);
	buf_puts(&copy, "workflow:\n  name: {{b}}\n  # ");
	for (size_t i = 2 * 0x20; i < all.n; i++) /* those that YAML lets through */
		buf_putc(&copy, all.p[i]);
	ok(!archy_walk(&a, buf_slice(&copy)) &&
		strcmp(a.error.why, "placeholders among all characters of two bytes") == 0,
	    "such a text is refused: %s", a.error.why);
	buf_release(&all);
	buf_release(&copy);
}

/* The placeholder of each text: whole scalar, in an expression, in a literal of it. */
static void
fill_is(const char *body, size_t n, bool whole, bool expression, bool literal)
{
	struct buf text = BUF_INIT;
	const struct archy_fill *f = a.fills;

	buf_printf(&text, "workflow:\n  name: N\n%s\n", body);
	ok(archy_walk(&a, buf_slice(&text)) && a.nfills == n, "%s: %zu of them", body, n);
	f = a.fills;
	if (a.nfills == n && n > 0)
		ok(f[n - 1].whole == whole && f[n - 1].expression == expression &&
			f[n - 1].literal == literal,
		    "%s: %s %s %s", body, whole ? "whole" : "a part",
		    expression ? "of an expression" : "of a text", literal ? "in a literal" : "");
	buf_release(&text);
}

static void
test_texts_fills(void)
{
	fill_is("  exp: f({{a}})", 1, false, true, false);
	fill_is("  exp: f(\"{{a}}\")", 1, false, true, true);
	fill_is("  exp: f(\"x\\\" {{a}}\")", 1, false, true, true);
	fill_is("  exp: f(\"x\\\\\", {{a}})", 1, false, true, false);
	fill_is("  exp: f(\\, {{a}})", 1, false, true, false);
	fill_is("  exp: f(\"\\{{a}}\")", 1, false, true, true);
	fill_is("  exp: f(\"x\") + {{a}} + \"{{b}}\"", 2, false, true, true);
	fill_is("  exp: '{{a}}'", 1, true, true, false);
	fill_is("  x: ' {{a}}'", 1, false, false, false);
	fill_is("  x: \"a\n    \xc3\xa4 {{a}}\"", 1, false, false, false);
	ok(a.fills[0].line == 4 && a.fills[0].column == 7,
	    "its line, and its column in characters");
	fill_is("  x: {a: 1}", 0, false, false, false);
	fill_is("  x: a{b {{ {{}} {{\"}} {c}}", 0, false, false, false);
}

static void
likely(const char *text, bool want)
{
	ok(archy_is_likely(slice_str(text)) == want, "is %slikely a flow: %s", want ? "" : "not ",
	    text);
}

static void
test_texts_first_lines(void)
{
	likely("workflow:", true);
	likely("\xef\xbb\xbf# c\n\n---\nworkflow:\n", true);
	likely("%YAML 1.2\n--- \n\"workflow\": {}\n", true);
	likely("'inboundCall' : {}\n", true);
	likely("<<<<<<< a\n=======\n>>>>>>> b\n||||||| c\nworkflow:\n", true);
	likely("workflows:\n", false);
	likely("workflow", false);
	likely("a:\nworkflow:\n", false);
	likely("", false);
	likely("\n  \n# c", false);
	likely("\"\n", false);
	ok(archy_key(slice_str("INBOUNDCALL")) != NULL &&
		archy_key(slice_str("INBOUNDCALX")) == NULL && archy_key(slice_str("")) == NULL,
	    "the API's types, in any case");
}

/* What belongs to the flow itself: values that say something. */
static void
test_texts_own(void)
{
	static const char empty[] = "workflow:\n  name: N\n  division: ''\n  description: ~\n";
	static const char null[] = "workflow:\n  name: N\n  division: ~\n  description: ''\n";
	static const char quoted[] = "workflow:\n  name: 'null'\n  division: \"~\"\n";

	ok(archy_walk(&a, slice_str(empty)) && a.n == 1 && a.division.len == 0 &&
		a.division_at.from == a.division_at.to && a.description.len == 0,
	    "an empty division, and no description");
	ok(archy_walk(&a, slice_str(null)) && a.n == 1 && a.division.len == 0, "no division");
	ok(archy_walk(&a, slice_str(quoted)) && a.n == 2 &&
		slice_is(archy_str(&a, a.name), "null") && slice_is(archy_str(&a, a.division), "~"),
	    "in quotes they are names");
	ok(!archy_walk(&a, slice_str("workflow:\n  name: ''\n")) &&
		strcmp(a.error.why, "\"workflow\" has no name") == 0,
	    "an empty name is none");
	ok(!archy_walk(&a, slice_str("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff"
				     "gggggggggg: {}\n")) &&
		strcmp(a.error.why,
		    "\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff\" is not a "
		    "type of flow") == 0,
	    "a long key is cut in the message");
}

int
main(void)
{
	test_texts_tabs();
	test_texts_marks();
	test_texts_fills();
	test_texts_first_lines();
	test_texts_own();
	archy_release(&a);
	return tap_done();
}
