#include "gen_plant.h"

#include "cli.h"
#include "num.h"

#include <limits.h>

static void
plant_one(struct planting *p, const char *text)
{
	const char *equals = strchr(text, '=');
	char kind[16];
	long n;

	if (equals == NULL || (size_t)(equals - text) >= sizeof(kind) ||
	    !num_long(equals + 1, 1, INT_MAX, &n))
		cli_usage("--plant wants KIND=N, not '%s'", text);
	memcpy(kind, text, (size_t)(equals - text));
	kind[equals - text] = '\0';
	if (!plant_objects(p, kind, (size_t)n) && !plant_flows(p, kind, (size_t)n))
		cli_usage("--plant %s: no such kind", text);
}

void
plant_all(struct org *org, struct generator *g, const char *const *plants)
{
	struct planting p = {.org = org, .g = g};

	for (; plants != NULL && *plants != NULL; plants++)
		plant_one(&p, *plants);
	plant_finish(&p);
}
