/* gen_plant.c - what is wrong or unusual in an org on purpose */
#include "gen/gen_plant.h"

#include "base/cli.h"
#include "base/num.h"

#include <limits.h>

static void
plant_one(struct planting *p, const char *text)
{
	size_t len = strcspn(text, "=");
	char kind[16];
	long n;

	if (len >= sizeof(kind) || text[len] == '\0' || !num_long(text + len + 1, 1, INT_MAX, &n))
		cli_usage("--plant wants KIND=N, not '%s'", text);
	snprintf(kind, sizeof(kind), "%.*s", (int)len, text);
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
