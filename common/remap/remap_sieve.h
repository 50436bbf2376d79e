/*
 * remap_sieve.h - whether the ids of a map may contain a UUID, by its first 8 characters.
 *
 *	struct remap_sieve s = {NULL, 0};
 *	remap_sieve_fill(&s, &ids);
 *	if (remap_sieve_has(&s, uuid))           // 8 bytes
 *		...                              // perhaps; else certainly not
 *	remap_sieve_release(&s);
 *
 * Most UUIDs of a flow are those of its own nodes, and this costs a fraction of a look-up. At most
 * one bit of 16 is set, unless ids contain several UUIDs.
 */
#ifndef GC_REMAP_SIEVE_H
#define GC_REMAP_SIEVE_H

#include "base/idset.h"

struct remap_sieve {
	uint64_t *bits;
	unsigned shift; /* of a hash, to a number of a bit */
};

void remap_sieve_fill(struct remap_sieve *s, const struct idset *ids);
void remap_sieve_release(struct remap_sieve *s);

static inline size_t
remap_sieve_bit(const struct remap_sieve *s, const char *uuid)
{
	uint64_t word;

	memcpy(&word, uuid, sizeof word);
	return (size_t)((word * UINT64_C(0x9e3779b97f4a7c15)) >> s->shift);
}

static inline bool
remap_sieve_has(const struct remap_sieve *s, const char *uuid)
{
	size_t bit = remap_sieve_bit(s, uuid);

	return (s->bits[bit / 64] >> bit % 64 & 1) != 0;
}

#endif
