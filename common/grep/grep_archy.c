/*
 * grep_archy.c - the lines of an Archy text
 *
 * Which step a line is in follows from the indentation alone, without a YAML parser: a template with
 * unquoted {{placeholders}} is not YAML, and is searched all the same.
 */
#include "base/ascii.h"
#include "grep/grep_build.h"

enum { LEVELS_MAX = 128 }; /* of nested keys; deeper ones are searched, but have no name */

/* A key that the line at hand is below. */
struct archy_level {
	size_t indent;
	struct slice key, name; /* name: the value of its member `name` */
};

struct grep_archy_place {
	struct archy_level v[LEVELS_MAX];
	size_t n;
};

/* The value of a scalar, without quotes around it. */
static struct slice
archy_scalar(struct slice s)
{
	s = slice_trim(s);
	if (s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
		s = slice_of(s.p + 1, s.n - 2);
	return s;
}

/* Where the line's own key begins: behind blanks and the dashes of lists. */
static size_t
archy_indent(struct slice line)
{
	size_t i = 0;

	while (i < line.n &&
	       (line.p[i] == ' ' || (line.p[i] == '-' && i + 1 < line.n && line.p[i + 1] == ' ')))
		i++;
	return i;
}

/* Enter the key of a line, which leaves all keys that are not above it. */
static void
archy_enter(struct grep_archy_place *place, struct slice line)
{
	size_t indent = archy_indent(line), n = 0;
	struct slice rest = slice_of(line.p + indent, line.n - indent), key;

	if (rest.n == 0 || rest.p[0] == '#')
		return;
	while (place->n > 0 && place->v[place->n - 1].indent >= indent)
		place->n--;
	while (n < rest.n && (ascii_is_word(rest.p[n])))
		n++;
	if (n == 0 || n == rest.n || rest.p[n] != ':')
		return;
	key = slice_of(rest.p, n);
	rest = slice_of(rest.p + n + 1, rest.n - n - 1);
	if (slice_is(key, "name") && place->n > 0 && place->v[place->n - 1].name.n == 0)
		place->v[place->n - 1].name = archy_scalar(rest);
	if (place->n < LEVELS_MAX)
		place->v[place->n++] = (struct archy_level){.indent = indent, .key = key};
}

static bool
archy_is_task(struct slice key)
{
	static const char *const words[] = {"task", "menu", "state", "botState", "loopTask"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(key, words[i]))
			return true;
	return false;
}

/* The task is the outermost one, the node the innermost named key below it. */
static void
archy_set_place(struct grep *g, size_t hit, const struct grep_archy_place *place)
{
	size_t task = 0;
	struct slice name;

	while (task < place->n && !archy_is_task(place->v[task].key))
		task++;
	if (task >= place->n)
		return;
	g->v[hit].task = grep_keep(g, place->v[task].name);
	for (size_t i = place->n; i > task + 1; i--) {
		name = place->v[i - 1].name;
		if (name.n > 0) {
			g->v[hit].node = grep_keep(g, name);
			return;
		}
	}
}

void
grep_archy(struct grep *g, struct slice text)
{
	struct grep_archy_place place = {.n = 0};
	struct slice rest = text;

	for (uint32_t line = 1; rest.n > 0; line++) {
		const char *lf = memchr(rest.p, '\n', rest.n);
		size_t n = lf != NULL ? (size_t)(lf - rest.p) : rest.n;
		struct slice whole = slice_of(rest.p, n);
		struct grep_hit *hit;
		if (n > 0 && whole.p[n - 1] == '\r')
			whole.n--;
		archy_enter(&place, whole);
		if (slice_trim(whole).n > 0 && (hit = grep_look(g, whole)) != NULL) {
			hit->line = line;
			hit->pointer = grep_keep(g, slice_str("/archy"));
			archy_set_place(g, (size_t)(hit - g->v), &place);
		}
		n += lf != NULL;
		rest = slice_of(rest.p + n, rest.n - n);
	}
}
