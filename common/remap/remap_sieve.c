/* remap_sieve.c - whether the ids of a map may contain a UUID */
#include "base/mem.h"
#include "record/uuid.h"
#include "remap/remap_sieve.h"

enum { SIEVE_MIN = 10, SIEVE_THIN = 16 }; /* bits at least, as a power of two; bits for an id */

static void
remap_sieve_add(struct remap_sieve *s, struct slice id)
{
	for (size_t i = 0; i + UUID_LEN <= id.n; i++)
		if (uuid_is(slice_of(id.p + i, UUID_LEN))) {
			size_t bit = remap_sieve_bit(s, id.p + i);
			s->bits[bit / 64] |= UINT64_C(1) << bit % 64;
		}
}

void
remap_sieve_fill(struct remap_sieve *s, const struct idset *ids)
{
	unsigned log = SIEVE_MIN;

	while ((size_t)1 << log < ids->n * SIEVE_THIN)
		log++;
	s->shift = 64 - log;
	s->bits = xcalloc(((size_t)1 << log) / 64, sizeof *s->bits);
	for (size_t i = 0; i < ids->n; i++)
		remap_sieve_add(s, idset_id(ids, i));
}

void
remap_sieve_release(struct remap_sieve *s)
{
	free(s->bits);
	*s = (struct remap_sieve){NULL, 0};
}
