/* catalog.c - the flows of a folder, and which file holds each */
#include "base/err.h"
#include "base/mem.h"
#include "entries.h"
#include "files/folder.h"
#include "files/names.h"
#include "save_manifest.h"

void
catalog_open(struct catalog *c, int root, const char *folder)
{
	*c = (struct catalog){.root = root, .folder = folder};
	c->flows = c->keys = (struct idset)IDSET_INIT;
	entries_key(c, slice_str(MANIFEST)); /* key 0: no flow may have it */
	manifest_read(c);
}

const char *
catalog_place(struct catalog *c, const struct catalog_flow *flow, struct slice plain)
{
	size_t number = entries_number(c, flow), key = entries_key(c, plain);
	struct buf id = BUF_INIT;

	if (number != IDSET_NONE) {
		buf_clear(&c->plain);
		names_plain(slice_str(c->v[number].path), &c->plain);
		if (slice_eq(buf_slice(&c->plain), plain))
			return c->v[number].path;
	}
	buf_clear(&c->path);
	if (entries_taken(c, key, number)) {
		entries_text(flow->id, &id);
		names_twin(plain, buf_slice(&id), &c->path);
		buf_release(&id);
	} else {
		buf_add_slice(&c->path, plain);
	}
	return c->path.p;
}

void
catalog_failed(struct catalog *c, const struct catalog_flow *flow)
{
	size_t number = entries_number(c, flow);

	if (number != IDSET_NONE)
		c->v[number].seen = true;
}

void
catalog_saved(struct catalog *c, const struct catalog_flow *flow, const char *path)
{
	struct catalog_entry *e =
	    entries_put(c, flow, xstrdup(path)); /* it may be the entry's own */

	if (e->saved)
		warn("%s/%s: the flow was in the input before; keeping the later record", c->folder,
		    e->path);
	e->seen = e->saved = true;
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

/* Flows that were not saved now: pruned, or kept as long as their file is there. */
static void
catalog_drop_others(struct catalog *c, bool prune)
{
	for (size_t i = 0; i < c->flows.n; i++) {
		struct catalog_entry *e = &c->v[i];
		if (e->saved)
			continue;
		if (prune && !e->seen)
			catalog_remove_file(c, e->path);
		e->gone = !catalog_answer(c, e->path, folder_has(c->root, e->path));
	}
}

/* A former path may be another flow's by now, on a file system that folds case also in disguise. */
static bool
catalog_is_in_use(struct catalog *c, const char *path)
{
	size_t key = entries_key(c, slice_str(path));

	for (uint32_t i = c->first[key]; i != 0; i = c->v[i - 1].next)
		if (!c->v[i - 1].gone &&
		    catalog_answer(c, path, folder_same(c->root, path, c->v[i - 1].path)))
			return true;
	return false;
}

/* Bring every flow to where its plain path and its twins want it. */
static void
catalog_settle(struct catalog *c)
{
	for (size_t i = 0; i < c->flows.n; i++) {
		struct catalog_entry *e = &c->v[i];
		if (e->gone)
			continue;
		buf_clear(&c->plain);
		buf_clear(&c->path);
		names_plain(slice_str(e->path), &c->plain);
		if (entries_taken(c, entries_key(c, slice_str(e->path)), i))
			names_twin(buf_slice(&c->plain), slice_str(e->id), &c->path);
		else
			buf_add_slice(&c->path, buf_slice(&c->plain));
		if (strcmp(e->path, c->path.p) == 0)
			continue;
		if (!folder_rename(c->root, e->path, c->path.p))
			die(EXIT_IO, errno, "%s/%s: cannot rename it to %s", c->folder, e->path,
			    c->path.p);
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
	const struct catalog_entry **order = xcalloc(c->flows.n + 1, sizeof(void *));

	*n = 0;
	for (size_t i = 0; i < c->flows.n; i++)
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
catalog_finish(struct catalog *c, bool prune)
{
	const struct catalog_entry **order;
	size_t n;

	catalog_drop_others(c, prune);
	for (size_t i = 0; i < c->nstale; i++)
		if (!catalog_is_in_use(c, c->stale[i]))
			catalog_remove_file(c, c->stale[i]);
	catalog_settle(c);
	order = in_order(c, &n);
	catalog_sync_folders(c, order, n);
	manifest_write(c, order, n);
	free(order);
}
