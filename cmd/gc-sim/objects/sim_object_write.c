/* sim_object_write.c - POST, PUT, PATCH and DELETE of objects */
#include "base/mem.h"
#include "clock/date.h"
#include "uses/sim_uses.h"
#include "wire/fault_effect.h"
#include "json/json_write.h"
#include "objects/sim_draft.h"
#include "clock/simclock.h"
#include "objects/object_endpoints.h"

void
object_create(struct request *rq)
{
	struct draft d;
	struct org_object *o;

	if (draft_read(rq, rq->spec, NULL, &d)) {
		o = draft_apply(rq, &d);
		fault_effect_lag_object(rq->sim, rq->path, o);
		reply_json(rq, 200);
		object_put(rq, rq->spec, o, false);
	}
	draft_release(&d);
}

/* The change is asked for, and is there when the operation is over. */
static void
answer_operation(struct request *rq, struct org_object *o, char *former)
{
	struct buf *b = reply_json(rq, 200);
	char id[ID_SIZE];

	free(o->former);
	o->former = former;
	o->former_ms = simclock_ms() + rq->sim->job_ms;
	sim_id(rq->sim, id);
	json_write_open(b, NULL);
	json_write_cstr(b, "id", id);
	json_write_bool(b, "complete", false);
	json_write_cstr(b, "actionName", "UPDATE");
	json_write_cstr(b, "actionStatus", "STARTED");
	json_write_close(b);
}

void
object_update(struct request *rq)
{
	struct org_object *o = request_object(rq, rq->spec);
	struct buf room = BUF_INIT;
	struct slice content;
	struct draft d;
	char *former;

	if (o == NULL)
		return;
	content = object_content(&rq->sim->org, o, &room);
	former = xmemdup0(content.p, content.n);
	if (draft_read(rq, rq->spec, o, &d)) {
		o = draft_apply(rq, &d);
		if (rq->spec->flags & SPEC_OPERATION) {
			answer_operation(rq, o, former);
			former = NULL;
		} else {
			reply_json(rq, 200);
			object_put(rq, rq->spec, o, false);
		}
	}
	draft_release(&d);
	buf_release(&room);
	free(former);
}

void
object_delete(struct request *rq)
{
	struct org_object *o = request_object(rq, rq->spec);

	if (o == NULL)
		return;
	if (strcmp(o->type, "userPrompt") == 0 && !query_true(rq, "allResources")) {
		reply_error(rq, 400, "architect.prompt.has.resources",
		    "The prompt has resources; allResources=true deletes them, too.");
		return;
	}
	if (uses_keep_object(rq, o))
		return;
	change_make(
	    rq->sim, &(struct change){.kind = CHANGE_REMOVE, .type = o->type, .object = o->id});
	reply_json(rq, 204);
}
