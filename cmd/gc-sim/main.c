/*
 * gc-sim - a rehearsal org.
 */
#include "base.h"
#include "cli.h"
#include "org.h"

#include <limits.h>

static const char *from, *name = "Sim";
static long seed = 1, flows = 300;
static bool dump, dump_objects;
static struct cli_list plants;

static const struct cli_option options[] = {
    {CLI_NUMBER, 0, "seed", "N", "the same seed makes the same org (1)", &seed, 0, LONG_MAX, NULL},
    {CLI_NUMBER, 0, "flows", "N", "how many flows to make (300)", &flows, 0, 1000000, NULL},
    {CLI_TEXT, 0, "org", "NAME", "name of the org; ids depend on it (Sim)", &name, 0, 0, NULL},
    {CLI_TEXT, 0, "from", "DIR", "the flows of this folder instead of made ones", &from, 0, 0,
	NULL},
    {CLI_LIST, 0, "plant", "KIND=N", "plant something to be found", &plants, 0, 0, NULL},
    {CLI_FLAG, 0, "dump", NULL, "write the flows as records and end", &dump, 0, 0, NULL},
    {CLI_FLAG, 0, "dump-objects", NULL, "write the objects as records and end", &dump_objects, 0, 0,
	NULL},
    {0}};

static const struct cli cli = {
    .name = "gc-sim",
    .synopsis = "[--seed N] [--flows N | --from DIR] [--org NAME] [--plant KIND=N]... --dump",
    .about = "A rehearsal org.",
    .example = "gc-sim --flows 10 --dump",
    .options = options,
};

int
main(int argc, char **argv)
{
	struct org org = {0};
	struct org_plan plan;

	cli_start(&cli, argc, argv);
	plants.v = realloc(plants.v, (plants.n + 1) * sizeof(*plants.v));
	plants.v[plants.n] = NULL;
	plan = (struct org_plan){name, (unsigned long long)seed, (size_t)flows, plants.v};
	if (from != NULL)
		org_load(&org, from, &plan);
	else
		org_generate(&org, &plan);
	if (dump)
		org_dump_flows(&org);
	if (dump_objects)
		org_dump_objects(&org);
	org_release(&org);
	free(plants.v);
	return cli_finish();
}
