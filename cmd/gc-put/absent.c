/*
 * absent.c - what a backup says was not there, was empty, or not published: putting that back would
 * be to delete it, or to take it from callers, which is left to people.
 */
#include "backup.h"
#include "put.h"
#include "target.h"

static void on_body(struct errand *e);

bool
published_since(const struct errand *e)
{
	const struct member *before = members_find(&e->m, "publishedVersion");

	return e->put->option.restore && jx_has(e->meta, "/publishedVersion/id") &&
	       (before == NULL || before->type != JSON_OBJECT);
}

void
absent_start(struct errand *e)
{
	if (!target_find(e))
		return;
	if (e->target == NULL)
		errand_end(e, PUT_SKIPPED, "skip", "not there, as before");
	else if (backup_is_empty(&e->m))
		errand_call(e, "GET", on_body, "/api/v2/flows/%s/latestconfiguration", e->target);
	else
		errand_end(e, PUT_LEFT, "delete",
		    "did not exist before; it is not deleted: do that in Architect (flow %s)",
		    e->target);
}

static void
on_body(struct errand *e)
{
	if (e->call.verdict == CALL_OK)
		errand_end(e, PUT_LEFT, "delete",
		    "was empty before; it is not deleted: do that in Architect");
	else if (e->call.status == 404)
		errand_end(e, PUT_SKIPPED, "skip", "empty, as before");
	else
		errand_failed(e, "look", "cannot see whether the flow is still empty");
}
