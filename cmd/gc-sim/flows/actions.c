/*
 * actions.c - POST /api/v2/flows/actions/…?flow=: the life of a flow between its versions
 *
 * A checkout takes the lock and makes the draft (org/org.h). Check-in, publication and DELETE
 * take some time (sim_operation.h). A publication without ?version= checks the draft in first.
 *
 * The codes and texts of errors are those of Architect's own client.
 */
#include "store/change.h"
#include "wire/fault_effect.h"
#include "flows/flow_endpoints.h"
#include "flows/flow_request.h"
#include "flows/flowjson.h"
#include "flows/sim_operation.h"

/* The flow that ?flow= names, where it may be acted upon; NULL and the answer where not. */
static struct org_flow *
action_flow(struct request *rq)
{
	const char *id = query_text(rq, "flow");
	struct org_flow *flow;

	if (id == NULL) {
		reply_error(rq, 400, "bad.request", "The query parameter flow is required.");
		return NULL;
	}
	flow = request_flow_of(rq, id);
	if (flow == NULL)
		return NULL;
	fault_effect_lock(rq->sim, rq->path, flow);
	return flow_held(rq, flow) ? NULL : flow;
}

static void
action_change(struct request *rq, struct org_flow *flow, enum change_kind kind)
{
	change_make(rq->sim, &(struct change){.kind = kind, .flow = flow->id});
	flowjson_flow(reply_json(rq, 200), rq->sim, flow, false);
}

void
flow_checkout(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);

	if (flow == NULL)
		return;
	change_make(rq->sim,
	    &(struct change){.kind = CHANGE_LOCK, .flow = flow->id, .client = rq->token->client});
	operation_note_checkout(rq->sim, flow, rq->token->client);
	flowjson_flow(reply_json(rq, 200), rq->sim, flow, false);
}

void
flow_checkin(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);

	if (flow == NULL || !flow_is_ours(rq, flow))
		return;
	if (flow->draft.id == NULL) {
		reply_error(rq, 409, "architect.flow.cannot.checkin.missing.config",
		    "Flow '%s' has no saved configuration to check in.", flow->name);
		return;
	}
	operation_begin(rq->sim, OPERATION_CHECKIN, flow->id, rq->token->client, 0,
	    fault_effect_work(rq->sim, rq->path, flow->id, flow->name), reply_json(rq, 200));
}

void
flow_publish(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);
	const char *id = query_text(rq, "version");
	size_t version;

	if (flow == NULL || (rq->sim->publish_locked && !flow_is_ours(rq, flow)))
		return;
	version = id != NULL ? org_find_version(flow, id) : org_newest(flow);
	if (version == 0) {
		reply_error(rq, 400, "architect.flow.version.missing",
		    "Flow '%s' has no version '%s' to publish.", flow->name,
		    id != NULL ? id : "latest");
		return;
	}
	if (id == NULL || version > flow->n)
		version = 0; /* the newest, after a check-in */
	operation_begin(rq->sim, OPERATION_PUBLISH, flow->id, rq->token->client, version,
	    fault_effect_work(rq->sim, rq->path, flow->id, flow->name), reply_json(rq, 200));
}

void
flow_revert(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);

	if (flow != NULL)
		action_change(rq, flow, CHANGE_REVERT);
}

void
flow_deactivate(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);

	if (flow != NULL)
		action_change(rq, flow, CHANGE_DEACTIVATE);
}

/* A checked-in version, which callers of the debugger hear: "debug" stands for it in paths. */
void
flow_debug(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);
	const char *id = query_text(rq, "version");
	size_t version = flow != NULL && id != NULL ? org_find_version(flow, id) : 0;

	if (flow == NULL)
		return;
	if (version == 0 || version > flow->n) {
		reply_error(rq, 400, "architect.flow.version.missing",
		    "Flow '%s' has no version '%s' to debug.", flow->name, id != NULL ? id : "");
		return;
	}
	change_make(
	    rq->sim, &(struct change){.kind = CHANGE_DEBUG, .flow = flow->id, .version = version});
	flowjson_flow(reply_json(rq, 200), rq->sim, flow, false);
}

/* Whoever holds the lock. Refused if something was saved: it would be lost. */
void
flow_unlock(struct request *rq)
{
	const char *id = query_text(rq, "flow");
	struct org_flow *flow = id != NULL ? request_flow_of(rq, id) : NULL;

	if (id == NULL)
		reply_error(rq, 400, "bad.request", "The query parameter flow is required.");
	else if (flow != NULL && flow->draft.configuration != NULL)
		reply_error(rq, 409, "conflict", /* no code for it is known */
		    "Flow '%s' has a saved configuration to check in.", flow->name);
	else if (flow != NULL)
		action_change(rq, flow, CHANGE_UNLOCK);
}
