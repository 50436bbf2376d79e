/*
 * stub.c - create what is missing, empty, so that flows that refer to each other have ids to be
 * mapped to.
 */
#include "division.h"
#include "put.h"
#include "target.h"

static void
stub_created(struct errand *e)
{
	errand_end(e, PUT_DONE, "stub", "created empty");
}

void
stub_start(struct errand *e)
{
	if (!target_find(e))
		return;
	if (e->target == NULL && target_leaves(e))
		return;
	if (e->target != NULL)
		errand_end(e, PUT_SKIPPED, "skip", "the target has it");
	else if (!division_find(e, "stub"))
		return;
	else if (e->put->option.dry_run)
		errand_end(e, PUT_PLANNED, "stub", "the target has no such flow");
	else
		create_flow(e, stub_created);
}
