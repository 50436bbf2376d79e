/* Patterns: each alone against paths, and many at once against each alone. */
#include "json/pattern.h"
#include "random.h"
#include "tap.h"

enum { WORDS = 64 };

/*
 * Walk down a path: steps between slashes, "#" is an array's element, all others are names. The
 * result is 1 where the pattern hits, plus 2 where it may still hit below.
 */
static int
pattern_walk(const struct patterns *p, const char *path, unsigned tag)
{
	uint64_t states[2][WORDS];
	unsigned now = 0;

	patterns_start(p, states[0]);
	while (*path == '/') {
		size_t n = strcspn(path + 1, "/");
		struct slice step = slice_of(path + 1, n);
		if (slice_is(step, "#"))
			patterns_element(p, states[now], states[!now]);
		else
			patterns_member(p, states[now], step, states[!now]);
		now = !now;
		path += 1 + n;
	}
	return patterns_hit(p, states[now], tag) + 2 * patterns_alive(p, states[now], tag);
}

struct
try {
	const char *pattern, *path;
	int want;
};

/* clang-format off */
static const struct try tries[] = {
	{"/a", "", 2}, {"/a", "/a", 1}, {"/a", "/b", 0}, {"/a", "/a/b", 0}, {"/a", "/aa", 0},
	{"/a", "/A", 0}, {"/a", "/#", 0}, {"/a", "/", 0},
	{"/", "/", 1}, {"/", "", 2}, {"/", "/a", 0}, {"//", "/", 2}, {"//", "//", 1},
	{"/a/b", "/a", 2}, {"/a/b", "/a/b", 1}, {"/a/b", "/b/a", 0}, {"/a/b", "/a/a/b", 0},
	/* escapes */
	{"/a~1b", "/a", 0}, {"/~0", "/~", 1}, {"/~2", "/*", 1}, {"/~2", "/a", 0}, {"/~01", "/~1", 1},
	{"/~0~0", "/~~", 1}, {"/a~2", "/a*", 1}, {"/a~2", "/ab", 0},
	/* * is one level */
	{"/*", "", 2}, {"/*", "/a", 1}, {"/*", "/#", 1}, {"/*", "/", 1}, {"/*", "/a/b", 0},
	{"/*/b", "/a/b", 1}, {"/*/b", "/#/b", 1}, {"/*/b", "/b", 2}, {"/*/b", "/a/a/b", 0},
	{"/a/*/*", "/a/#/#", 1}, {"/a/*/*", "/a/#", 2},
	/* * in a name */
	{"/date*", "/date", 1}, {"/date*", "/dateX", 1}, {"/date*", "/dat", 0}, {"/date*", "/adate", 0},
	{"/date*", "/#", 0}, {"/*d", "/d", 1}, {"/*d", "/dd", 1}, {"/*d", "/ddx", 0}, {"/a*b*c", "/abc", 1},
	{"/a*b*c", "/axbxbxc", 1}, {"/a*b*c", "/acb", 0}, {"/a*b*c", "/abcc", 1}, {"/a*b*c", "/abcx", 0},
	{"/*a*", "/bab", 1}, {"/*a*", "/bbb", 0}, {"/a***", "/a", 1}, {"/a**b", "/axb", 1},
	{"/***", "/anything", 1}, {"/***", "/", 1}, {"/***", "/#", 0},
	/* ** is any number of levels, none too */
	{"/**/a", "", 2}, {"/**/a", "/a", 3}, {"/**/a", "/b/#/c/a", 3}, {"/**/a", "/a/b", 2},
	{"/**/a", "/a/a", 3}, {"/a/**/b", "/a/b", 3}, {"/a/**/b", "/a/x/#/b", 3}, {"/a/**/b", "/b", 0},
	{"/a/**/b", "/a/x", 2}, {"/a/**", "/a", 3}, {"/a/**", "/a/b/#", 3}, {"/a/**", "/b", 0},
	{"/**", "", 3}, {"/**", "/a/b", 3}, {"/**/**/a", "/a", 3}, {"/**/**/a", "/x/y/a", 3},
	{"/**/*", "", 2}, {"/**/*", "/a", 3}, {"/**/a/**/b", "/a/b", 3}, {"/**/a/**/b", "/x/a/y/b", 3},
	{"/**/a/**/b", "/b/a", 2}, {"/**/a/*/b", "/a/a/x/b", 3}, {"/**/a/*/b", "/a/x/b", 3},
	{"/**/a/*/b", "/a/a/b", 3}, {"/**/a/*/b", "/a/b", 2},
	/* numbers are names, not places in an array */
	{"/a/0", "/a/#", 0}, {"/a/0", "/a/0", 1},
};
/* clang-format on */

static void
test_tries(void)
{
	for (size_t i = 0; i < COUNT_OF(tries); i++) {
		struct patterns p = PATTERNS_INIT;
		const char *why = patterns_add(&p, tries[i].pattern, 0);
		patterns_compile(&p);
		int got = pattern_walk(&p, tries[i].path, 0);
		if (!ok(why == NULL && got == tries[i].want &&
			    pattern_walk(&p, tries[i].path, 1) == 0,
			"%s on %s", tries[i].pattern, tries[i].path))
			printf("# %d\n", got);
		patterns_release(&p);
	}
}

static void
test_pattern_refused(void)
{
	static const char *const bad[] = {
	    "", "a", "a/b", "*", "**", "/~", "/a~", "/~3", "/~a", "/a/~/b", "/a/b~"};
	struct patterns p = PATTERNS_INIT;
	bool good = true;

	patterns_add(&p, "/ok", 0);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		good &= patterns_add(&p, bad[i], 0) != NULL;
	patterns_compile(&p);
	ok(good, "what is no pattern is refused");
	ok(pattern_walk(&p, "/ok", 0) == 1 && pattern_walk(&p, "/a", 0) == 0 &&
		pattern_walk(&p, "/a/b", 0) == 0,
	    "and leaves nothing in the set");
	patterns_release(&p);
}

static void
test_names_with_nul(void)
{
	struct patterns p = PATTERNS_INIT;
	uint64_t from[WORDS], to[WORDS];

	patterns_add(&p, "/a*b", 0);
	patterns_compile(&p);
	patterns_start(&p, from);
	patterns_member(&p, from, slice_of("a\0b", 3), to);
	ok(patterns_hit(&p, to, 0), "a wildcard passes over a NUL in a name");
	patterns_member(&p, from, slice_of("\0ab", 3), to);
	ok(!patterns_hit(&p, to, 0), "which is not a wildcard itself");
	patterns_release(&p);
}

/* Random patterns and paths of few names, so that they often meet. */
static void
random_path(struct random *r, struct buf *b, const char *const *steps, size_t n)
{
	buf_clear(b);
	for (size_t i = 1 + random_below(r, 4); i > 0; i--) {
		buf_putc(b, '/');
		buf_puts(b, steps[random_below(r, n)]);
	}
}

static void
test_sets(void)
{
	static const char *const steps[] = {"a", "b", "ab", "*", "**", "a*", "*b"};
	static const char *const names[] = {"a", "b", "ab", "#", "aab"};
	struct random r = {7};
	struct buf path = BUF_INIT, patterns[40];
	bool good = true;

	memset(patterns, 0, sizeof patterns);
	for (int round = 0; round < 300; round++) {
		struct patterns all = PATTERNS_INIT;
		for (size_t i = 0; i < COUNT_OF(patterns); i++) {
			random_path(&r, &patterns[i], steps, COUNT_OF(steps));
			patterns_add(&all, patterns[i].p, i % 2);
		}
		patterns_compile(&all);
		for (int k = 0; k < 10; k++) {
			int want[2] = {0, 0};
			random_path(&r, &path, names, COUNT_OF(names));
			for (size_t i = 0; i < COUNT_OF(patterns); i++) {
				struct patterns one = PATTERNS_INIT;
				patterns_add(&one, patterns[i].p, i % 2);
				patterns_compile(&one);
				want[i % 2] |= pattern_walk(&one, path.p, i % 2);
				patterns_release(&one);
			}
			good &= pattern_walk(&all, path.p, 0) == want[0] &&
				pattern_walk(&all, path.p, 1) == want[1];
		}
		good &= all.words > 1;
		patterns_release(&all);
	}
	ok(good, "a set of 40 patterns, across words, says what each says alone");
	buf_release(&path);
	for (size_t i = 0; i < COUNT_OF(patterns); i++)
		buf_release(&patterns[i]);
}

int
main(void)
{
	test_tries();
	test_pattern_refused();
	test_names_with_nul();
	test_sets();
	return tap_done();
}
