/*
 * diff_match.h - things by their keys, each of which is taken once: the other side of a pair.
 *
 *	diff_match_clear(&m);
 *	diff_match_add(&m, key, thing);          // a number; keys may repeat
 *	thing = diff_match_take(&m, key);        // the first one that is left, or DIFF_NONE
 */
#ifndef GC_DIFF_MATCH_H
#define GC_DIFF_MATCH_H

#include "base/idset.h"

struct diff_match_entry {
	uint32_t thing, next; /* next: index + 1 of the next one with this key, 0: the last */
	bool taken;
};

struct diff_match {
	struct idset keys;
	struct diff_match_entry *v; /* in the order of diff_match_add() */
	size_t n, cap;
	uint32_t *first, *last; /* by key: index + 1 */
	size_t first_cap, last_cap;
};

/* clang-format off */
#define DIFF_MATCH_INIT {IDSET_INIT, NULL, 0, 0, NULL, NULL, 0, 0}
/* clang-format on */

void diff_match_clear(struct diff_match *m);
void diff_match_release(struct diff_match *m);
void diff_match_add(struct diff_match *m, struct slice key, uint32_t thing);
uint32_t diff_match_take(struct diff_match *m, struct slice key);

#endif
