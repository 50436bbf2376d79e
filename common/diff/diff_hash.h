/*
 * diff_hash.h - a number for what each value says, so that equal values are found without reading
 * them again.
 *
 * Equal numbers in two paired versions mean: the same value, whatever the spelling of strings and
 * the order of members, where ids of parts are equal if the parts are a pair (diff_parts.h). Parts
 * that stand inside a value do not count: they are compared by themselves.
 */
#ifndef GC_DIFF_HASH_H
#define GC_DIFF_HASH_H

#include "diff/diff_parts.h"

/* After diff_parts_pair(). `in_a`: this is version A, whose numbers of parts count. */
void diff_hash(struct diff_side *s, bool in_a);

#endif
