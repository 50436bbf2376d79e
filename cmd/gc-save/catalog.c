/* catalog.c - the flows and objects of a folder, and which files hold each */
#include "base/err.h"
#include "base/mem.h"
#include "entries.h"
#include "files/folder.h"
#include "files/names.h"
#include "files/sides.h"
#include "save_manifest.h"

void
catalog_open(struct catalog *c, int root, const char *folder)
{
	*c = (struct catalog){.root = root, .folder = folder};
	c->items = c->types = (struct idset)IDSET_INIT;
	c->texts = (struct spill)SPILL_INIT;
	entries_open(c);
	save_manifest_read(c);
}

const char *
catalog_place(struct catalog *c, const struct catalog_item *item, struct slice plain)
{
	size_t number = entries_number(c, item);
	struct buf id = BUF_INIT;

	if (number != IDSET_NONE) {
		buf_clear(&c->plain);
		names_plain(slice_str(c->v[number].path), &c->plain);
		if (slice_eq(buf_slice(&c->plain), plain))
			return c->v[number].path;
	}
	buf_clear(&c->path);
	if (entries_taken(c, plain, item->object, number)) {
		entries_add_twin_id(item, &id);
		names_twin(plain, buf_slice(&id), &c->path);
		buf_release(&id);
	} else {
		buf_add_slice(&c->path, plain);
	}
	return c->path.p;
}

static void
catalog_remove_file(const struct catalog *c, const char *path)
{
	if (!folder_remove(c->root, path) && errno != ENOENT && errno != ENOTDIR)
		die(EXIT_IO, errno, "%s/%s: cannot remove it", c->folder, path);
	debug("%s/%s: removed", c->folder, path);
}

/* What folder.h answers about a file; where the system does not tell, nothing may be given up. */
static bool
catalog_answer(const struct catalog *c, const char *path, int told)
{
	if (told < 0)
		die(EXIT_IO, errno, "%s/%s", c->folder, path);
	return told > 0;
}

/* The path of a file next to the one at `path`, in c->side. */
static const char *
catalog_side(struct catalog *c, const char *path, const char *suffix)
{
	buf_clear(&c->side);
	sides_path(path, suffix, &c->side);
	return c->side.p;
}

/* The record's file first: as long as it is there, so is what it refers to. */
static void
catalog_remove(struct catalog *c, const struct catalog_entry *e)
{
	const char *side = NULL;

	catalog_remove_file(c, e->path);
	while ((side = entries_side(e->sides, side)) != NULL)
		catalog_remove_file(c, catalog_side(c, e->path, side));
}

/* Whether the input should have had it if the org does. */
static bool
catalog_is_expected(const struct catalog *c, const struct catalog_entry *e)
{
	return e->object ? c->type_given[e->type] : c->has_flows;
}

/* What was not saved now: pruned, or kept as long as its file is there. */
static void
catalog_drop_others(struct catalog *c, enum catalog_prune prune)
{
	for (size_t i = 0; i < c->items.n; i++) {
		struct catalog_entry *e = &c->v[i];
		if (e->saved)
			continue;
		if (e->path == NULL) {
			e->gone = true;
			continue;
		}
		if (!e->seen && (prune == CATALOG_PRUNE_ALL ||
				    (prune == CATALOG_PRUNE && catalog_is_expected(c, e))))
			catalog_remove(c, e);
		e->gone = !catalog_answer(c, e->path, folder_has(c->root, e->path));
	}
}

/* A former path may be another one's by now, on a file system that folds case also in disguise. */
static bool
catalog_is_in_use(struct catalog *c, const char *path)
{
	for (uint32_t i = entries_first(c, slice_str(path)); i != 0; i = entries_next(c, i))
		if (!c->v[i - 1].gone &&
		    catalog_answer(c, path, folder_same(c->root, path, c->v[i - 1].path)))
			return true;
	return false;
}

/* The same for a file next to a record's former path. */
static bool
catalog_has_side(struct catalog *c, const struct catalog_entry *e, const char *path)
{
	const char *side = NULL;

	while (!e->gone && (side = entries_side(e->sides, side)) != NULL)
		if (catalog_answer(
			c, path, folder_same(c->root, path, catalog_side(c, e->path, side))))
			return true;
	return false;
}

static bool
catalog_is_side_in_use(struct catalog *c, const char *owner, const char *path)
{
	uint32_t first;

	for (size_t n = 0; entries_sibling(c, slice_str(owner), n, &first); n++)
		for (uint32_t i = first; i != 0; i = entries_next(c, i))
			if (catalog_has_side(c, &c->v[i - 1], path))
				return true;
	return false;
}

static void
catalog_drop_stale(struct catalog *c, const struct catalog_stale *stale)
{
	const char *side = NULL;
	struct buf path = BUF_INIT;

	if (!catalog_is_in_use(c, stale->path))
		catalog_remove_file(c, stale->path);
	while ((side = entries_side(stale->sides, side)) != NULL) {
		buf_clear(&path);
		sides_path(stale->path, side, &path);
		if (!catalog_is_side_in_use(c, stale->path, path.p))
			catalog_remove_file(c, path.p);
	}
	buf_release(&path);
}

static void
catalog_rename(struct catalog *c, const char *from, const char *to)
{
	if (!folder_rename(c->root, from, to))
		die(EXIT_IO, errno, "%s/%s: cannot rename it to %s", c->folder, from, to);
}

/*
 * Rename the files next to an entry's path. One that is not there was renamed by a run that was
 * killed, or somebody removed it: gc-load reports that.
 */
static void
catalog_move_sides(struct catalog *c, const struct catalog_entry *e, const char *to)
{
	struct buf from = BUF_INIT;
	const char *side = NULL, *target;

	while ((side = entries_side(e->sides, side)) != NULL) {
		buf_clear(&from);
		sides_path(e->path, side, &from);
		if (!catalog_answer(c, from.p, folder_has(c->root, from.p)))
			continue;
		target = catalog_side(c, to, side);
		catalog_rename(c, from.p, target);
		folder_tidy(c->root, from.p);
		if (!folder_sync(c->root, target))
			die(EXIT_IO, errno, "%s/%s: cannot sync its folder", c->folder, target);
	}
	buf_release(&from);
}

/* Bring everything to where its plain path and its twins want it. */
static void
catalog_settle(struct catalog *c)
{
	for (size_t i = 0; i < c->items.n; i++) {
		struct catalog_entry *e = &c->v[i];
		if (e->gone)
			continue;
		buf_clear(&c->plain);
		buf_clear(&c->path);
		names_plain(slice_str(e->path), &c->plain);
		if (entries_taken(c, slice_str(e->path), e->object, i))
			names_twin(buf_slice(&c->plain), entries_twin_id(c, i), &c->path);
		else
			buf_add_slice(&c->path, buf_slice(&c->plain));
		if (strcmp(e->path, c->path.p) == 0)
			continue;
		catalog_move_sides(c, e, c->path.p);
		catalog_rename(c, e->path, c->path.p);
		free(e->path);
		e->path = xstrdup(c->path.p);
	}
}

static int
catalog_compare_paths(const void *a, const void *b)
{
	const struct catalog_entry *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

/* The entries that have a file, by path; their number in *n. To be freed. */
static const struct catalog_entry **
in_order(const struct catalog *c, size_t *n)
{
	const struct catalog_entry **order = xcalloc(c->items.n + 1, sizeof(void *));

	*n = 0;
	for (size_t i = 0; i < c->items.n; i++)
		if (!c->v[i].gone)
			order[(*n)++] = &c->v[i];
	qsort(order, *n, sizeof(void *), catalog_compare_paths);
	return order;
}

static bool
catalog_is_one_folder(const char *a, const char *b)
{
	const char *x = strrchr(a, '/'), *y = strrchr(b, '/');

	return slice_eq(slice_of(a, x != NULL ? (size_t)(x - a) : 0),
	    slice_of(b, y != NULL ? (size_t)(y - b) : 0));
}

/* Each folder once: the files were written with `many`. */
static void
catalog_sync_folders(const struct catalog *c, const struct catalog_entry **order, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && catalog_is_one_folder(order[i]->path, order[i - 1]->path))
			continue;
		if (!folder_sync(c->root, order[i]->path))
			die(EXIT_IO, errno, "%s/%s: cannot sync its folder", c->folder,
			    order[i]->path);
	}
}

void
catalog_finish(struct catalog *c, enum catalog_prune prune)
{
	const struct catalog_entry **order;
	size_t n;

	catalog_drop_others(c, prune);
	for (size_t i = 0; i < c->nstale; i++)
		catalog_drop_stale(c, &c->stale[i]);
	catalog_settle(c);
	order = in_order(c, &n);
	catalog_sync_folders(c, order, n);
	manifest_write(c, order, n);
	free(order);
}
