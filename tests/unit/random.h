/*
 * random.h - numbers that look random and are the same in every run (xorshift64*, Vigna 2016).
 */
#ifndef TEST_RANDOM_H
#define TEST_RANDOM_H

#include "base/base.h"

struct random {
	uint64_t state; /* anything but 0 */
};

static inline uint64_t
random_next(struct random *r)
{
	r->state ^= r->state >> 12;
	r->state ^= r->state << 25;
	r->state ^= r->state >> 27;
	return r->state * 0x2545f4914f6cdd1dULL;
}

static inline size_t
random_below(struct random *r, size_t n)
{
	return (size_t)(random_next(r) >> 33) % n;
}

#endif
