/*
 * Patterns: the automaton and a plain recursion over the steps agree on which paths a pattern
 * names. The first line of the input is the pattern, the second a path: steps after slashes, of
 * which one that begins with "[" goes to an array's element.
 */
#include "base/mem.h"
#include "fuzz.h"
#include "json/pattern.h"

enum { STEPS_MAX = 10, WILD = -1 };

/* The characters that a step stands for; WILD: an asterisk. */
struct fuzz_patterns_step {
	bool any, deep;
	int v[8192];
	size_t n;
};

static struct fuzz_patterns_step steps[STEPS_MAX];
static struct slice path[STEPS_MAX];
static size_t nsteps, npath;

static void
step_decode(struct fuzz_patterns_step *step, struct slice s)
{
	step->n = 0;
	step->any = slice_is(s, "*");
	step->deep = slice_is(s, "**");
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '~' && i + 1 < s.n)
			step->v[step->n++] = "~/*"[s.p[++i] - '0'];
		else
			step->v[step->n++] = s.p[i] == '*' ? WILD : (unsigned char)s.p[i];
	}
}

/* By a table, so that no pattern takes long: whether the step's first i match the name's first k. */
static bool
step_matches(const struct fuzz_patterns_step *step, struct slice name)
{
	bool *row = xcalloc(name.n + 1, sizeof *row), last, match;

	row[0] = true;
	for (size_t i = 0; i < step->n; i++) {
		last = row[0];
		row[0] = row[0] && step->v[i] == WILD;
		for (size_t k = 1; k <= name.n; k++) {
			bool above = row[k];
			row[k] = step->v[i] == WILD
				     ? above || row[k - 1]
				     : last && step->v[i] == (unsigned char)name.p[k - 1];
			last = above;
		}
	}
	match = row[name.n];
	free(row);
	return match;
}

static bool
path_matches(size_t s, size_t p)
{
	if (s == nsteps)
		return p == npath;
	if (steps[s].deep)
		return path_matches(s + 1, p) || (p < npath && path_matches(s, p + 1));
	if (p == npath)
		return false;
	if (!steps[s].any && (path[p].n > 0 && path[p].p[0] == '['))
		return false;
	return (steps[s].any || step_matches(&steps[s], path[p])) && path_matches(s + 1, p + 1);
}

/* The steps of a line that begins with a slash into v; false: too many, or it does not. */
static bool
path_split(struct slice line, struct slice v[STEPS_MAX], size_t *n)
{
	const char *p = line.p, *end = line.p + line.n;

	for (*n = 0; p < end; (*n)++) {
		const char *next = memchr(p + 1, '/', (size_t)(end - p - 1));
		if (*p != '/' || *n == STEPS_MAX)
			return false;
		next = next != NULL ? next : end;
		v[*n] = slice_of(p + 1, (size_t)(next - p - 1));
		p = next;
	}
	return true;
}

static bool
patterns_match_path(const struct patterns *set)
{
	uint64_t *from = xcalloc(set->words, sizeof *from), *to = xcalloc(set->words, sizeof *to);
	bool hit;

	patterns_start(set, from);
	for (size_t i = 0; i < npath; i++) {
		uint64_t *swap = from;
		if (path[i].n > 0 && path[i].p[0] == '[')
			patterns_element(set, from, to);
		else
			patterns_member(set, from, path[i], to);
		from = to;
		to = swap;
	}
	hit = patterns_hit(set, from, 1);
	fuzz_must(!patterns_hit(set, from, 0));
	free(from);
	free(to);
	return hit;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size), pieces[STEPS_MAX];
	const char *lf = size > 0 ? memchr(data, '\n', size) : NULL;
	struct patterns set = PATTERNS_INIT;
	char *pattern;

	if (lf == NULL || size > 8192 || memchr(text.p, '\0', (size_t)(lf - text.p)) != NULL ||
	    !path_split(slice_of(lf + 1, text.n - (size_t)(lf + 1 - text.p)), path, &npath) ||
	    !path_split(slice_of(text.p, (size_t)(lf - text.p)), pieces, &nsteps))
		return 0;
	pattern = xmemdup0(text.p, (size_t)(lf - text.p));
	if (patterns_add(&set, pattern, 1) == NULL) {
		fuzz_must(patterns_add(&set, "/another/**/name", 0) == NULL);
		patterns_compile(&set);
		for (size_t i = 0; i < nsteps; i++)
			step_decode(&steps[i], pieces[i]);
		if (npath != 3 || !slice_is(path[0], "another"))
			fuzz_must(patterns_match_path(&set) == path_matches(0, 0));
	}
	patterns_release(&set);
	free(pattern);
	return 0;
}
