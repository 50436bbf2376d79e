/*
 * random.h - numbers and ids that follow from a seed, the same on every machine.
 *
 * splitmix64 (Steele, Lea, Flood 2014) for the stream, FNV-1a for turning text into a seed.
 */
#ifndef SIM_RANDOM_H
#define SIM_RANDOM_H

#include "base/base.h"

struct rng {
	uint64_t state;
};

#define UUID_SIZE 37 /* with the NUL */

uint64_t rng_next(struct rng *r);
size_t rng_below(struct rng *r, size_t n); /* 0..n-1; n > 0 */
size_t rng_between(struct rng *r, size_t min, size_t max);
bool rng_chance(struct rng *r, unsigned percent);
void rng_uuid(struct rng *r, char id[UUID_SIZE]); /* version 4, lower case */

/* A stream of its own for what these texts (NULL-terminated list) name. */
struct rng rng_for(uint64_t seed, const char *const *texts);

#endif
