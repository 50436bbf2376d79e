/*
 * actions.c - POST /api/v2/flows/actions/…?flow=: the life of a flow between its versions
 *
 * checkout takes the lock; checkin, publish and DELETE take a moment (operation.h). Publishing
 * takes the newest version unless another is named.
 */
#include "store/change.h"
#include "faults/fault_effect.h"
#include "wire/endpoints.h"
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
	flowjson_flow(reply_json(rq, 200), rq->sim, flow, false);
}

void
flow_checkin(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);

	if (flow == NULL)
		return;
	if (flow->locked_for == NULL) {
		reply_error(
		    rq, 409, "flow.not.checked.out", "Flow '%s' is not checked out.", flow->name);
		return;
	}
	operation_begin(rq->sim, OPERATION_CHECKIN, flow->id, rq->token->client, 0,
	    fault_effect_work(rq->sim, rq->path, flow->id, flow->name), reply_json(rq, 200));
}

/* Of ?version=, or of the newest one, index + 1; 0: there is none. */
static size_t
action_version(const struct request *rq, const struct org_flow *flow)
{
	const char *id = query_text(rq, "version");

	for (size_t i = flow->n; i > 0; i--)
		if (id == NULL || strcmp(flow->versions[i - 1].id, id) == 0)
			return i;
	return 0;
}

void
flow_publish(struct request *rq)
{
	struct org_flow *flow = action_flow(rq);
	size_t version;

	if (flow == NULL)
		return;
	if (rq->sim->publish_locked && flow->locked_for == NULL) {
		reply_error(rq, 409, "flow.not.locked", "Flow '%s' is not locked by client '%s'.",
		    flow->name, rq->token->client);
		return;
	}
	version = action_version(rq, flow);
	if (version == 0) {
		reply_error(rq, 400, "flow.version.not.found",
		    "Flow '%s' has no such version to publish.", flow->name);
		return;
	}
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

/* Whoever holds it; what there is to check in stands against it. */
void
flow_unlock(struct request *rq)
{
	const char *id = query_text(rq, "flow");
	struct org_flow *flow = id != NULL ? request_flow_of(rq, id) : NULL;

	if (id == NULL)
		reply_error(rq, 400, "bad.request", "The query parameter flow is required.");
	else if (flow != NULL && flow->drafts > 0)
		reply_error(rq, 409, "flow.has.draft", "Flow '%s' has a configuration to check in.",
		    flow->name);
	else if (flow != NULL)
		action_change(rq, flow, CHANGE_UNLOCK);
}
