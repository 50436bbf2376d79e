/* diff_walk.h - what diff.c, diff_values.c and diff_lists.c tell each other. */
#ifndef GC_DIFF_WALK_H
#define GC_DIFF_WALK_H

#include "diff/diff.h"

void diff_add_change(struct diff *d, enum diff_kind kind, uint32_t a, uint32_t b);

/* Compare two values, or what is left of one where the other is DIFF_NONE. */
void diff_values(struct diff *d, uint32_t a, uint32_t b, int depth);
void diff_lists(struct diff *d, uint32_t a, uint32_t b, int depth);

/* The members of two parts, or of two values. */
void diff_members(struct diff *d, uint32_t a, uint32_t b, int depth);

/* After all else: what differs in the manifests and is not explained by the changes so far. */
void diff_manifest(struct diff *d);

/* Drop changed names that the ids next to them tell already. */
void diff_drop_twins(struct diff *d);

#endif
