/* renames.c - objects with another name in the target, from a file */
#include "record/renames.h"
#include "base/err.h"
#include "base/lines.h"
#include "base/mem.h"

enum { FIELDS = 3 };
enum { KEY_EXACT = '=', KEY_PATTERN = '*' };

static struct slice
renames_text(const struct renames *r, uint32_t number)
{
	return idset_id(&r->texts, number);
}

/* A kind of key, a type and a name as one text; valid until the next call. */
static struct slice
renames_key(struct renames *r, char kind, struct slice type, struct slice name)
{
	buf_clear(&r->key);
	buf_putc(&r->key, kind);
	buf_add_slice(&r->key, type);
	buf_putc(&r->key, '\t');
	buf_add_slice(&r->key, name);
	return buf_slice(&r->key);
}

static bool
renames_split(struct slice line, struct slice field[FIELDS])
{
	for (int i = 0; i < FIELDS; i++) {
		const char *tab = line.n > 0 ? memchr(line.p, '\t', line.n) : NULL;
		if ((tab == NULL) != (i == FIELDS - 1))
			return false;
		field[i] = slice_of(line.p, tab != NULL ? (size_t)(tab - line.p) : line.n);
		if (field[i].n == 0)
			return false;
		if (tab != NULL)
			line = slice_of(tab + 1, line.n - field[i].n - 1);
	}
	return true;
}

/* Read a name: what is before its first star, and after it. Returns the number of its stars. */
static size_t
renames_side(struct renames *r, struct slice text, struct rename_side *side)
{
	struct buf part[2] = {BUF_INIT, BUF_INIT};
	size_t stars = 0;

	for (size_t i = 0, slashes; i < text.n; i++) {
		struct buf *b = &part[stars > 0];
		for (slashes = 0; i + slashes < text.n && text.p[i + slashes] == '\\';)
			slashes++;
		i += slashes;
		if (i == text.n || text.p[i] != '*') { /* they are text */
			buf_add(b, text.p + i - slashes, slashes + (i < text.n));
			continue;
		}
		buf_add(b, text.p + i - slashes, slashes / 2);
		if (slashes % 2 == 1)
			buf_putc(b, '*');
		else
			stars++;
	}
	side->before = (uint32_t)idset_add(&r->texts, buf_slice(&part[0]));
	side->after = (uint32_t)idset_add(&r->texts, buf_slice(&part[1]));
	buf_release(&part[0]);
	buf_release(&part[1]);
	return stars;
}

/* The index of the rule's name; a new one if no rule has it yet. */
static size_t
renames_rule_index(struct renames *r, const struct rename *rule)
{
	struct buf b = BUF_INIT;
	size_t index;

	buf_add_slice(&b, renames_text(r, rule->name.before));
	buf_putc(&b, '\t'); /* no name in the file has one */
	buf_add_slice(&b, renames_text(r, rule->name.after));
	index = idset_add(&r->keys,
	    rule->pattern ? renames_key(r, KEY_PATTERN, renames_text(r, rule->type), buf_slice(&b))
			  : renames_key(r, KEY_EXACT, renames_text(r, rule->type),
				renames_text(r, rule->name.before)));
	buf_release(&b);
	return index;
}

static void
renames_add(struct renames *r, const struct rename *rule, const char *path)
{
	size_t index = renames_rule_index(r, rule);

	if (index < r->n &&
	    (r->v[index].to.before != rule->to.before || r->v[index].to.after != rule->to.after))
		die(EXIT_USAGE, 0, "%s:%zu: another name than in line %zu", path, rule->line,
		    r->v[index].line);
	if (index < r->n)
		return;
	r->v = xgrow(r->v, &r->cap, r->n + 1, sizeof *r->v);
	r->v[r->n++] = *rule;
	r->patterns += rule->pattern;
}

static void
renames_add_line(
    struct renames *r, struct slice line, const char *path, size_t number, bool reverse)
{
	struct slice field[FIELDS];
	struct rename rule = {.line = number};
	size_t stars, stars_to;

	if (!renames_split(line, field))
		die(EXIT_USAGE, 0, "%s:%zu: not a type, a name and another name between tabs", path,
		    number);
	rule.type = (uint32_t)idset_add(&r->texts, field[0]);
	stars = renames_side(r, field[reverse ? 2 : 1], &rule.name);
	stars_to = renames_side(r, field[reverse ? 1 : 2], &rule.to);
	if (stars != stars_to || stars > 1)
		die(EXIT_USAGE, 0,
		    "%s:%zu: a pattern has one * in each name; write \\* for a star in a name",
		    path, number);
	rule.pattern = stars == 1;
	renames_add(r, &rule, path);
}

void
renames_load(struct renames *r, const char *path, bool reverse)
{
	struct lines lines;
	struct slice line;

	lines_load(&lines, path);
	while (lines_next(&lines, &line))
		if (line.n > 0 && line.p[0] != '#')
			renames_add_line(r, line, path, lines.number, reverse);
	lines_release(&lines);
}

void
renames_release(struct renames *r)
{
	idset_release(&r->texts);
	idset_release(&r->keys);
	idset_release(&r->asked);
	for (size_t i = 0; i < r->nmade; i++)
		free(r->made[i].to);
	free(r->made);
	free(r->v);
	buf_release(&r->key);
	*r = (struct renames)RENAMES_INIT;
}

static bool
renames_matches(
    const struct renames *r, const struct rename *rule, struct slice type, struct slice name)
{
	struct slice before = renames_text(r, rule->name.before);
	struct slice after = renames_text(r, rule->name.after);

	return slice_eq(renames_text(r, rule->type), type) && before.n + after.n <= name.n &&
	       memcmp(name.p, before.p, before.n) == 0 &&
	       memcmp(name.p + name.n - after.n, after.p, after.n) == 0;
}

/* The pattern that decides about a name: that with the longest text; SIZE_MAX: none. */
static size_t
renames_pattern(const struct renames *r, struct slice type, struct slice name)
{
	size_t best = SIZE_MAX, longest = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct rename *rule = &r->v[i];
		size_t n =
		    renames_text(r, rule->name.before).n + renames_text(r, rule->name.after).n;
		if (rule->pattern && (best == SIZE_MAX || n > longest) &&
		    renames_matches(r, rule, type, name)) {
			best = i;
			longest = n;
		}
	}
	return best;
}

static void
renames_make(struct renames *r, struct rename_made *made, struct slice type, struct slice name)
{
	const struct rename *rule;
	struct buf b = BUF_INIT;
	size_t before, after;

	made->rule = renames_pattern(r, type, name);
	if (made->rule == SIZE_MAX)
		return;
	rule = &r->v[made->rule];
	before = renames_text(r, rule->name.before).n;
	after = renames_text(r, rule->name.after).n;
	buf_add_slice(&b, renames_text(r, rule->to.before));
	buf_add(&b, name.p + before, name.n - before - after);
	buf_add_slice(&b, renames_text(r, rule->to.after));
	made->to_len = b.n;
	made->to = buf_detach(&b);
}

/* What the patterns say about a name. */
static const struct rename_made *
renames_by_pattern(struct renames *r, struct slice type, struct slice name)
{
	size_t index = idset_add(&r->asked, renames_key(r, KEY_EXACT, type, name));

	if (index == r->nmade) {
		r->made = xgrow(r->made, &r->made_cap, r->nmade + 1, sizeof *r->made);
		r->made[r->nmade] = (struct rename_made){.rule = SIZE_MAX};
		renames_make(r, &r->made[r->nmade++], type, name);
	}
	return &r->made[index];
}

/* The name in the target and the number of its rule; SIZE_MAX: none. */
static struct slice
renames_decide(struct renames *r, struct slice type, struct slice name, size_t *rule)
{
	const struct rename_made *made;

	*rule = r->n > 0 ? idset_find(&r->keys, renames_key(r, KEY_EXACT, type, name)) : IDSET_NONE;
	if (*rule != IDSET_NONE)
		return renames_text(r, r->v[*rule].to.before);
	*rule = SIZE_MAX;
	if (r->patterns == 0)
		return name;
	made = renames_by_pattern(r, type, name);
	*rule = made->rule;
	return made->rule == SIZE_MAX ? name : slice_of(made->to, made->to_len);
}

struct slice
renames_find(struct renames *r, struct slice type, struct slice name)
{
	size_t rule;
	struct slice to = renames_decide(r, type, name, &rule);

	if (rule != SIZE_MAX)
		r->v[rule].used = true;
	return to;
}

struct slice
renames_peek(struct renames *r, struct slice type, struct slice name)
{
	size_t rule;

	return renames_decide(r, type, name, &rule);
}

void
renames_say_unused(const struct renames *r, const struct rename *rule, struct buf *b)
{
	if (rule->pattern)
		buf_printf(b, "no flow uses an object of type %.*s with the name \"%.*s*%.*s\"",
		    SLICE_ARGS(renames_text(r, rule->type)),
		    SLICE_ARGS(renames_text(r, rule->name.before)),
		    SLICE_ARGS(renames_text(r, rule->name.after)));
	else
		buf_puts(b, "no flow uses this object");
}
