/* renames.c - objects with another name in the target, from a file */
#include "base/err.h"
#include "base/lines.h"
#include "base/mem.h"
#include "plan/renames.h"

enum { FIELDS = 3 };

/* The index of (type, name); IDSET_NONE: it is not there, and `add` is false. */
static size_t
renames_rule_key(struct renames *r, struct slice type, struct slice name, bool add)
{
	struct buf b = BUF_INIT;
	size_t index;

	buf_add_slice(&b, type);
	buf_putc(&b, '\t');
	buf_add_slice(&b, name);
	index = add ? idset_add(&r->keys, buf_slice(&b)) : idset_find(&r->keys, buf_slice(&b));
	buf_release(&b);
	return index;
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

static void
add_line(struct renames *r, struct slice line, const char *path, size_t number)
{
	struct slice field[FIELDS];
	struct rename rename = {.line = number};
	size_t index;

	if (!renames_split(line, field))
		die(EXIT_USAGE, 0, "%s:%zu: not a type, a name and another name between tabs", path,
		    number);
	rename.type = (uint32_t)idset_add(&r->texts, field[0]);
	rename.name = (uint32_t)idset_add(&r->texts, field[1]);
	rename.to = (uint32_t)idset_add(&r->texts, field[2]);
	index = renames_rule_key(r, field[0], field[1], true);
	if (index < r->n && r->v[index].to != rename.to)
		die(EXIT_USAGE, 0, "%s:%zu: another name than in line %zu", path, number,
		    r->v[index].line);
	if (index < r->n)
		return;
	r->v = xgrow(r->v, &r->cap, r->n + 1, sizeof *r->v);
	r->v[r->n++] = rename;
}

void
renames_load(struct renames *r, const char *path)
{
	struct lines lines;
	struct slice line;

	lines_load(&lines, path);
	while (lines_next(&lines, &line))
		if (line.n > 0 && line.p[0] != '#')
			add_line(r, line, path, lines.number);
	lines_release(&lines);
}

void
renames_release(struct renames *r)
{
	idset_release(&r->texts);
	idset_release(&r->keys);
	free(r->v);
	*r = (struct renames)RENAMES_INIT;
}

static size_t
renames_index(struct renames *r, struct slice type, struct slice name)
{
	return r->n > 0 ? renames_rule_key(r, type, name, false) : IDSET_NONE;
}

struct slice
renames_find(struct renames *r, struct slice type, struct slice name)
{
	size_t index = renames_index(r, type, name);

	if (index == IDSET_NONE)
		return name;
	r->v[index].used = true;
	return idset_id(&r->texts, r->v[index].to);
}

struct slice
renames_peek(struct renames *r, struct slice type, struct slice name)
{
	size_t index = renames_index(r, type, name);

	return index == IDSET_NONE ? name : idset_id(&r->texts, r->v[index].to);
}
