/* grep_pattern: literal texts, regular expressions and numbers, with and without letter case. */
#include "grep/grep_pattern.h"
#include "tap.h"

/* What of the text the pattern finds; "-": nothing; "!": it is no pattern. */
static bool
pattern_finds(
    const char *pattern, bool fixed, bool ignore_case, struct slice text, const char *want)
{
	struct grep_patterns p = GREP_PATTERNS_INIT;
	struct slice found = slice_str("-");
	struct buf why = BUF_INIT;
	bool good;

	p.fixed = fixed;
	p.ignore_case = ignore_case;
	if (!grep_patterns_add(&p, pattern, &why))
		found = slice_str(why.n > 0 ? "!" : "?");
	else if (!grep_patterns_find(&p, text, &found))
		found = slice_str("-");
	good = slice_is(found, want);
	if (!good)
		printf("# %s: %.*s\n", pattern, SLICE_ARGS(found));
	grep_patterns_release(&p);
	buf_release(&why);
	return good;
}

static void
test_one(void)
{
	static const struct {
		const char *pattern;
		bool fixed, ignore_case;
		const char *text, *found;
	} cases[] = {
	    {"Sales", false, false, "Inside Sales 2", "Sales"},
	    {"Sales", false, false, "Sale", "-"},
	    {"sales", false, false, "Sales", "-"},
	    {"sales", false, true, "Inside SALES", "SALES"},
	    {"sales", true, true, "Inside SALES", "SALES"},
	    {"S.l[ae]s", false, false, "Inside Sales", "Sales"},
	    {"s.l[AE]s", false, true, "Inside Sales", "Sales"},
	    {"S.l[ae]s", false, false, "Seals", "-"},
	    {"^Inside$", false, false, "Inside Sales", "-"},
	    {"a.b", true, false, "axb a.b", "a.b"},
	    {"a.b", true, true, "axb A.B", "A.B"},
	    {"(a|b)*[c]{2}^$+?", true, true, "x(A|B)*[C]{2}^$+?", "(A|B)*[C]{2}^$+?"},
	    {"aab", true, false, "aaab", "aab"},
	    {"", false, false, "x", ""},
	    {"", true, true, "", ""},
	    {"a(", false, false, "a(", "!"},
	    {"a(", true, true, "A(", "A("},
	    {"+49 30 1234567", false, false, "tel:+49301234567", "+49301234567"},
	    {"+49 30 1234567", true, false, "tel:+49301234567", "-"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		ok(pattern_finds(cases[i].pattern, cases[i].fixed, cases[i].ignore_case,
		       slice_str(cases[i].text), cases[i].found),
		    "\"%s\" in \"%s\"", cases[i].pattern, cases[i].text);
}

static void
test_grep_pattern_several(void)
{
	static const char nul[] = "one\0two\0three";
	struct grep_patterns p = GREP_PATTERNS_INIT;
	struct buf why = BUF_INIT;
	struct slice found;

	ok(pattern_finds("t.o", false, false, slice_of(nul, sizeof nul - 1), "two") &&
		pattern_finds("thr.*", false, false, slice_of(nul, sizeof nul - 1), "three") &&
		pattern_finds("e.t", false, false, slice_of(nul, sizeof nul - 1), "-"),
	    "a regular expression goes on behind a NUL, but not over it");
	ok(grep_patterns_add(&p, "b", &why) && grep_patterns_add(&p, "a.", &why) &&
		grep_patterns_find(&p, slice_str("abc"), &found) && slice_is(found, "b"),
	    "the first of several that is there");
	ok(grep_patterns_find(&p, slice_str("xac"), &found) && slice_is(found, "ac"),
	    "or the second");
	grep_patterns_release(&p);
	buf_release(&why);
}

int
main(void)
{
	test_one();
	test_grep_pattern_several();
	return tap_done();
}
