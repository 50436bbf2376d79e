/*
 * object_lookup.h - whether the target has an object now that its listing at the start did not
 * have: all pages of the type's listing, until one has the very name.
 *
 * A new object may be missing in listings for some seconds.
 */
#ifndef PUT_OBJECT_LOOKUP_H
#define PUT_OBJECT_LOOKUP_H

#include "object/put_object.h"
#include "record/listed_types.h"

struct object_lookup {
	struct put_object *o;
	struct task_next then;
	const struct type *type;
	long page, pages;
	unsigned looks;
	int64_t until;    /* on clock_ms()'s scale */
	struct buf id;    /* the object's; empty: not there */
	struct buf after; /* the cursor, of a listing that has one */
	struct buf other; /* of one of this name in another home: see object_target.h */
	struct buf twin;  /* of one whose name differs in letter case only */
};

/* Look until it is there, for so many milliseconds; or the object ends. */
void object_lookup_start(
    struct object_lookup *l, struct put_object *o, int64_t ms, task_step *then, void *self);
void object_lookup_release(struct object_lookup *l);

#endif
