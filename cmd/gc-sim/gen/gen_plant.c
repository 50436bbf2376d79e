/* gen_plant.c - problems and unusual cases, for checks to find */
#include "gen/gen_plant.h"

#include "cli/cli.h"
#include "base/num.h"

#include <limits.h>

static void
plant_one(struct planting *p, const char *text)
{
	size_t len = strcspn(text, "=");
	char kind[16];
	long n;

	if (len >= sizeof(kind) || text[len] == '\0' || !num_long(text + len + 1, 1, INT_MAX, &n))
		cli_usage("--plant: invalid value \"%s\" (example: missing=3)", text);
	snprintf(kind, sizeof(kind), "%.*s", (int)len, text);
	if (!gen_plant_objects(p, kind, (size_t)n) && !gen_plant_flows(p, kind, (size_t)n))
		cli_usage("--plant: unknown kind \"%s\"; gc-sim(1) lists them", text);
}

void
gen_plant_all(struct org *org, struct generator *g, const char *const *plants)
{
	struct planting p = {.org = org, .g = g};

	for (; plants != NULL && *plants != NULL; plants++)
		plant_one(&p, *plants);
	gen_plant_finish(&p);
}
