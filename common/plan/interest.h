/*
 * interest.h - which objects of an inventory a plan may look at: by their ids, or by their names
 * without letter case and white space (near.h), so that nearly equal names are among them.
 *
 *	struct interest in = INTEREST_INIT;
 *	interest_add(&in, &plan);              // its wants, renames, and names in its source
 *	inventory.keeps = interest_keeps, inventory.user = &in;
 *	inventory_load(&inventory, path);
 *	interest_release(&in);
 *
 * An inventory has many times the objects that flows refer to. The plan is the same as with all of
 * them, if renames have no patterns (PLAN_INIT: plan.renames): interest_is_known().
 */
#ifndef GC_INTEREST_H
#define GC_INTEREST_H

#include "plan/plan.h"

struct interest {
	struct idset ids, names;
	struct buf room;
};

/* clang-format off */
#define INTEREST_INIT {.ids = IDSET_INIT, .names = IDSET_INIT, .room = BUF_INIT}
/* clang-format on */

/* Whether it can be told before the inventory is read. */
bool interest_is_known(const struct plan *p);

/* What the plan wants, and what its source calls that, as far as this is loaded. */
void interest_add(struct interest *in, const struct plan *p);
bool interest_keeps(void *interest, struct slice id, struct slice name, struct slice email);
void interest_release(struct interest *in);

#endif
