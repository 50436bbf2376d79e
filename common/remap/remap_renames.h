/*
 * remap_renames.h - what a map says about the names that flows look up when they run.
 *
 *	struct remap_renames n = REMAP_RENAMES_INIT;
 *	remap_renames_start(&n, &map);           // the caller keeps the map
 *	known = remap_renames_find(&n, type, name);      // or NULL
 *	remap_renames_release(&n);
 *
 * A record without `from` decides. If there is none, the record of the object with that type and
 * name counts: it may give a new name, or say that the target has no such object. If several such
 * objects get different names, the name is unsure.
 */
#ifndef GC_REMAP_RENAMES_H
#define GC_REMAP_RENAMES_H

#include "base/idset.h"
#include "record/map.h"

struct remap_renamed {
	uint32_t record; /* of the map */
	bool renames;    /* the target has another name for it */
	bool open;       /* the target does not have it */
	bool unsure;     /* its name in the target is not certain */
	size_t told;     /* for the caller: the flow in which it was met last */
};

struct remap_renames {
	bool active; /* the map says something about at least one name */
	const struct map *map;
	struct idset keys;       /* type and name */
	struct remap_renamed *v; /* by index in keys */
	size_t n, cap;
	struct buf scratch;
};

/* clang-format off */
#define REMAP_RENAMES_INIT {false, NULL, IDSET_INIT, NULL, 0, 0, BUF_INIT}
/* clang-format on */

void remap_renames_start(struct remap_renames *n, const struct map *map);
void remap_renames_release(struct remap_renames *n);

/* NULL: this name needs no change. Valid until the release. */
struct remap_renamed *remap_renames_find(
    struct remap_renames *n, struct slice type, struct slice name);

static inline struct slice
remap_renames_to(const struct remap_renames *n, const struct remap_renamed *known)
{
	return map_text(n->map, n->map->v[known->record].to_name);
}

#endif
