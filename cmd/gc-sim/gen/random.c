/* random.c - numbers and ids that follow from a seed */
#include "base/hash.h"
#include "gen/random.h"

uint64_t
rng_next(struct rng *r)
{
	uint64_t z = (r->state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

size_t
rng_below(struct rng *r, size_t n)
{
	return (size_t)((rng_next(r) >> 32) * (uint64_t)n >> 32);
}

size_t
rng_between(struct rng *r, size_t min, size_t max)
{
	return min + rng_below(r, max - min + 1);
}

bool
rng_chance(struct rng *r, unsigned percent)
{
	return rng_below(r, 100) < percent;
}

void
rng_uuid(struct rng *r, char id[UUID_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	uint64_t bits[2] = {rng_next(r), rng_next(r)};
	char *p = id;

	for (unsigned i = 0; i < 32; i++) {
		if (i == 8 || i == 12 || i == 16 || i == 20)
			*p++ = '-';
		*p++ = hex[bits[i / 16] >> (i % 16 * 4) & 15];
	}
	*p = '\0';
	id[14] = '4';
	id[19] = hex[8 + (bits[1] & 3)];
}

struct rng
rng_for(uint64_t seed, const char *const *texts)
{
	struct rng r = {seed ^ HASH_INIT};

	for (; *texts != NULL; texts++) {
		/* The NUL counts too, so that "ab","c" and "a","bc" differ. */
		const unsigned char *p = (const unsigned char *)*texts;

		do {
			r.state = hash_byte(r.state, *p);
		} while (*p++ != '\0');
	}
	rng_next(&r);
	return r;
}
