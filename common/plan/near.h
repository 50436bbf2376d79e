/*
 * near.h - names that are nearly the same: equal except for letter case (ASCII) and white space.
 *
 *	struct near near = NEAR_INIT;
 *	near_start(&near, &inventory);
 *	for (o = near_first(&near, type, name); o != NULL; o = near_next(&near, o))
 *		...                     // // also objects with exactly this name
 *	near_release(&near);
 *
 * For hints only: two different objects of one org may have such names.
 */
#ifndef GC_NEAR_H
#define GC_NEAR_H

#include "record/inventory.h"

struct near {
	const struct inventory *inventory;
	struct idset keys;      /* type and folded name */
	uint32_t *first, *next; /* by key, by object: an object's number + 1 */
	size_t first_cap;
	struct buf key;
};

/* clang-format off */
#define NEAR_INIT {NULL, IDSET_INIT, NULL, NULL, 0, BUF_INIT}
/* clang-format on */

/*
 * Append a name without letter case and white space: if the results are equal, the names are
 * near.
 */
void near_fold(struct buf *to, struct slice name);

/* The inventory must not change afterwards. */
void near_start(struct near *n, const struct inventory *inventory);
void near_release(struct near *n);

/* In the inventory's order; or NULL. */
const struct inventory_object *near_first(struct near *n, struct slice type, struct slice name);
const struct inventory_object *near_next(const struct near *n, const struct inventory_object *o);

#endif
