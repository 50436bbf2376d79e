/* gen_id.c - what follows from the seed: streams, ids, names in the other case */
#include "gen/generate.h"

#include <ctype.h>

struct rng
generate_fork(uint64_t seed, uint64_t number)
{
	struct rng r = {seed ^ (number + 1) * 0xd1342543de82ef95u};

	rng_next(&r);
	return r;
}

void
generate_id(
    const struct org_plan *plan, const char *type, const char *name, size_t nth, char id[UUID_SIZE])
{
	char number[24];
	struct rng r;

	snprintf(number, sizeof(number), "%zu", nth);
	r = rng_for(plan->seed, (const char *const[]){plan->name, type, name, number, NULL});
	rng_uuid(&r, id);
}

bool
generate_swap_case(char *s)
{
	bool any = false;

	for (; *s != '\0'; s++)
		if (isalpha((unsigned char)*s)) {
			*s = (char)(*s ^ 0x20);
			any = true;
		}
	return any;
}
