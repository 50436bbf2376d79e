/* absent_chain.c - what a backup says was missing or empty */
#include "flow/absent_chain.h"
#include "run/backup_record.h"
#include "run/outcome.h"
#include "flow/target_find.h"

static void
absent_on_body(void *self)
{
	struct put_flow *f = self;

	if (f->task.call.verdict == CALL_OK)
		outcome_end(f, PUT_LEFT, "delete",
		    "was empty before; gc-put does not delete: do that in Architect");
	else if (put_flow_has_no_body(f))
		outcome_end(f, PUT_SKIPPED, "skip", "empty, as before");
	else
		outcome_failed(f, "look", "cannot see whether the flow is still empty");
}

void
absent_start(struct put_flow *f)
{
	if (!target_find(f))
		return;
	if (f->target == NULL)
		outcome_end(f, PUT_SKIPPED, "skip", "not there, as before");
	else if (backup_is_empty(&f->m))
		task_call(&f->task, "GET", absent_on_body, f,
		    "/api/v2/flows/%s/latestconfiguration", f->target);
	else
		outcome_end(f, PUT_LEFT, "delete",
		    "did not exist before; gc-put does not delete: do that in Architect (flow %s)",
		    f->target);
}
