/*
 * tally.h - counters by name, for example the requests for each URL.
 */
#ifndef SIM_TALLY_H
#define SIM_TALLY_H

#include "base/base.h"

struct tally_entry {
	char *name; /* NULL: free */
	unsigned long count;
};

struct tally {
	struct tally_entry *v; /* a hash table, at most half full */
	size_t n, slots;       /* slots: a power of two, or 0 */
};

unsigned long *tally_of(struct tally *t, const char *name); /* until the next call; from 0 */
void tally_release(struct tally *t);

#endif
