/*
 * gen_unique.h - no two of a type have the same name, not even when ASCII case is ignored.
 */
#ifndef SIM_GEN_UNIQUE_H
#define SIM_GEN_UNIQUE_H

#include "buf.h"

struct unique {
	uint64_t *seen; /* hashes; 0: free */
	size_t n, slots;
};

/* Append " 2", " 3", … to the name until it is new for the type; "_2" where blanks are not used. */
void unique_name(struct unique *u, const char *type, struct buf *name);
void unique_release(struct unique *u);

#endif
