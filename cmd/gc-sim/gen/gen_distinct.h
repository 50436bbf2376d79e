/*
 * gen_distinct.h - no two of a type have the same name, not even when ASCII case is ignored.
 */
#ifndef SIM_GEN_DISTINCT_H
#define SIM_GEN_DISTINCT_H

#include "base/buf.h"

struct distinct {
	uint64_t *seen; /* hashes; 0: free */
	size_t n, slots;
};

/* Append " 2", " 3", … to the name until it is new for the type; "_2" where blanks are not used. */
void gen_distinct_name(struct distinct *u, const char *type, struct buf *name);
void gen_distinct_release(struct distinct *u);

#endif
