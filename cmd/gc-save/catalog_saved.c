/* catalog_saved.c - what a catalog learns of the records of the input, and how that is undone */
#include "base/err.h"
#include "base/mem.h"
#include "entries.h"
#include "files/names.h"

/* What of the folder the input speaks of, for --prune. */
static void
catalog_note(struct catalog *c, const struct catalog_item *item)
{
	uint32_t type = item->object ? entries_type(c, item->type) : 0;

	if (item->object)
		c->type_given[type] = true;
	else
		c->has_flows = true;
}

void
catalog_failed(struct catalog *c, const struct catalog_item *item)
{
	size_t number = entries_number(c, item);

	catalog_note(c, item);
	if (number != IDSET_NONE)
		c->v[number].seen = true;
}

/* What the entry was before, if there is one. */
static struct catalog_undo *
catalog_prepare_undo(struct catalog *c, const struct catalog_item *item)
{
	struct catalog_undo *undo = xcalloc(1, sizeof *undo);
	const struct catalog_entry *e;

	undo->number = entries_number(c, item);
	if (undo->number == IDSET_NONE)
		return undo;
	e = &c->v[undo->number];
	undo->before = *e;
	undo->before.path = xstrdup(e->path);
	undo->before.sides = entries_dup_sides(e->sides);
	return undo;
}

struct catalog_undo *
catalog_saved(struct catalog *c, const struct catalog_item *item, const char *path)
{
	struct catalog_undo *undo = catalog_prepare_undo(c, item);
	struct catalog_entry *e =
	    entries_put(c, item, xstrdup(path)); /* it may be the entry's own */

	undo->number = (size_t)(e - c->v);
	catalog_note(c, item);
	if (e->saved && e->nameless)
		fail(EXIT_PARTIAL, 0,
		    "%s/%s: another flow of this type and name was in the input before, and they "
		    "have no ids; keeping the later one; rename one of them, or use "
		    "--name-template '{file}'",
		    c->folder, e->path);
	else if (e->saved)
		warn("%s/%s: the %s was in the input before; keeping the later record", c->folder,
		    e->path, e->object ? "object" : "flow");
	e->seen = e->saved = true;
	return undo;
}

void
catalog_undo(struct catalog *c, struct catalog_undo *undo)
{
	struct catalog_entry *e = &c->v[undo->number];
	char *path = e->path;

	entries_move(c, undo->number, undo->before.path);
	free(path);
	free(e->sides);
	e->sides = undo->before.sides;
	e->texts = undo->before.texts;
	e->saved = undo->before.saved;
	undo->before.path = undo->before.sides = NULL;
}

void
catalog_undo_free(struct catalog_undo *undo)
{
	free(undo->before.path);
	free(undo->before.sides);
	free(undo);
}

bool
catalog_must_settle(struct catalog *c, const struct catalog_item *item, const char *path)
{
	size_t number = entries_number(c, item);
	bool must = number != IDSET_NONE && c->v[number].saved;

	buf_clear(&c->key);
	names_key(slice_str(path), &c->key);
	for (size_t i = c->settled_stale; !must && i < c->nstale; i++) {
		buf_clear(&c->other);
		names_key(slice_str(c->stale[i].path), &c->other);
		must = slice_eq(buf_slice(&c->key), buf_slice(&c->other));
	}
	return must;
}

void
catalog_settled(struct catalog *c)
{
	c->settled_stale = c->nstale;
}
