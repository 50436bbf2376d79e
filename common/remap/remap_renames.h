/*
 * remap_renames.h - what a map says of the names that flows look up when they run.
 *
 *	struct remap_renames n = REMAP_RENAMES_INIT;
 *	remap_renames_start(&n, &map);           // the map stays the caller's
 *	known = remap_renames_find(&n, type, name);      // or NULL
 *	remap_renames_release(&n);
 *
 * A record without `from` says it. Where there is none, the object of that type and name is meant:
 * a new name of it, and that the target lacks it, count. Several objects that become different
 * names leave it unsure.
 */
#ifndef GC_REMAP_RENAMES_H
#define GC_REMAP_RENAMES_H

#include "base/idset.h"
#include "record/map.h"

struct remap_renamed {
	uint32_t record; /* of the map */
	bool renames;    /* the target has another name for it */
	bool open;       /* the target lacks it */
	bool unsure;     /* which name it has there */
	size_t told;     /* for the caller: the flow in which it was met last */
};

struct remap_renames {
	bool active; /* it says something of some name */
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

/* NULL: nothing is to be done about this name. Valid until the release. */
struct remap_renamed *remap_renames_find(
    struct remap_renames *n, struct slice type, struct slice name);

static inline struct slice
remap_renames_to(const struct remap_renames *n, const struct remap_renamed *known)
{
	return map_text(n->map, n->map->v[known->record].to_name);
}

#endif
