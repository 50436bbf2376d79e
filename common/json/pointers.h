/*
 * pointers.h - places in a document, named by JSON Pointers (RFC 6901) and met step by step. Pure.
 *
 *	struct pointers want = POINTERS_INIT;
 *	i = pointers_add(&want, 0, pointer);            // the number of the place
 *	...
 *	at = pointers_member(&want, 0, name);           // while walking: from place to place
 *	at = pointers_element(&want, at, 3);            // POINTERS_NONE: nothing wanted is below it
 *	pointers_release(&want);
 *
 * Place 0 is the root. All places on the way to a wanted one have numbers too, below
 * pointers_count(). A step takes the time that its name's length requires, whatever the number of
 * pointers and the depth.
 */
#ifndef GC_POINTERS_H
#define GC_POINTERS_H

#include "base/idset.h"

struct pointers {
	struct idset steps; /* "PLACE/NAME", decoded; its index + 1 is the place that it leads to */
	struct buf step, name;
};

/* clang-format off */
#define POINTERS_INIT {.steps = IDSET_INIT, .step = BUF_INIT, .name = BUF_INIT}
/* clang-format on */

#define POINTERS_NONE SIZE_MAX

/*
 * Add the place that a pointer (decoded from its JSON string) names below a place. POINTERS_NONE:
 * it is not a pointer.
 */
size_t pointers_add(struct pointers *p, size_t from, struct slice pointer);

/* The place of a member, its name decoded, and of an element, from 0. */
size_t pointers_member(struct pointers *p, size_t from, struct slice name);
size_t pointers_element(struct pointers *p, size_t from, size_t index);

static inline size_t
pointers_count(const struct pointers *p)
{
	return p->steps.n + 1;
}

void pointers_clear(struct pointers *p);
void pointers_release(struct pointers *p);

#endif
