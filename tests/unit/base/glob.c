/* Names by pattern, held against a plain recursive matcher. */
#include "base/glob.h"
#include "tap.h"

static const struct {
	const char *pattern, *text;
	bool match;
} cases[] = {
    {"", "", true},
    {"", "a", false},
    {"a", "", false},
    {"*", "", true},
    {"*", "anything at all", true},
    {"Main*", "Main IVR", true},
    {"Main*", "main IVR", false},
    {"*IVR", "Main IVR", true},
    {"*IVR", "Main IVR 2", false},
    {"M*I*R", "Main IVR", true},
    {"?", "\xc3\xa9", true},
    {"??", "\xc3\xa9", false},
    {"?", "\xf0\x9f\x98\x80", true},
    {"a?c", "abc", true},
    {"a?c", "ac", false},
    {"[ab]", "a", false},
    {"[ab]", "[ab]", true},
    {"\\*", "*", true},
    {"\\*", "x", false},
    {"\\?\\\\", "?\\", true},
    {"a\\", "a\\", true},
    {"**a**", "bab", true},
    {"*aab", "aaaaaab", true},
};

/* Of ASCII, without escapes: what the documentation says, by trying everything. */
static bool
glob_plain(const char *p, const char *t)
{
	if (*p == '\0')
		return *t == '\0';
	if (*p == '*')
		return glob_plain(p + 1, t) || (*t != '\0' && glob_plain(p, t + 1));
	return *t != '\0' && (*p == '?' || *p == *t) && glob_plain(p + 1, t + 1);
}

/* All texts of up to six letters of an alphabet, counted. */
static void
glob_word(unsigned number, const char *alphabet, char *to)
{
	size_t base = strlen(alphabet) + 1, n = 0;

	for (; number > 0; number /= (unsigned)base)
		if (number % base > 0)
			to[n++] = alphabet[number % base - 1];
	to[n] = '\0';
}

static void
test_all_small_ones(void)
{
	char pattern[16], text[16];
	unsigned wrong = 0, matches = 0;

	for (unsigned i = 0; i < 3125; i++) {
		glob_word(i, "ab*?", pattern);
		for (unsigned k = 0; k < 729; k++) {
			glob_word(k, "ab", text);
			bool match = glob_match(slice_str(pattern), slice_str(text));
			matches += match;
			wrong += match != glob_plain(pattern, text);
		}
	}
	ok(wrong == 0 && matches > 0, "as the plain matcher says: %u matches, %u wrong", matches,
	    wrong);
}

int
main(void)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		ok(glob_match(slice_str(cases[i].pattern), slice_str(cases[i].text)) ==
			cases[i].match,
		    "%s and %s", cases[i].pattern, cases[i].text);
	test_all_small_ones();
	ok(!glob_literal(slice_str("a*"), &b) && b.n == 0, "a star is no literal");
	ok(glob_literal(slice_str("a\\*[b]"), &b) && slice_is(buf_slice(&b), "a*[b]"), "escaped");
	buf_clear(&b);
	ok(!glob_literal(slice_str("a?"), &b) && b.n == 0, "nor is a question mark");
	ok(glob_literal(slice_str("a\\"), &b) && slice_is(buf_slice(&b), "a\\"),
	    "a backslash at the end is itself");
	buf_release(&b);
	return tap_done();
}
