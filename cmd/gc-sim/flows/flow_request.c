/* flow_request.c - which flow a request means, and whether the client may change it */
#include "flows/flow_request.h"
#include "base/fold.h"

#include "flows/sim_operation.h"
#include "jobs/sim_job.h"

struct org_flow *
request_flow_of(struct request *rq, const char *id)
{
	struct org_flow *flow = org_flow_by_id(&rq->sim->org, id);

	if (flow == NULL) {
		reply_error(rq, 404, "architect.flow.not.found",
		    "Unable to find the flow with id '%s'.", id);
	} else if (flow->deleted && !query_true(rq, "deleted")) {
		reply_error(rq, 404, "architect.flow.deleted", "Flow '%s' is deleted.", id);
		return NULL;
	}
	return flow;
}

struct org_flow *
request_flow(struct request *rq)
{
	return request_flow_of(rq, rq->arg[0]);
}

bool
flow_type_known(const struct org *org, const char *type)
{
	static const char *const types[] = {"bot", "commonmodule", "digitalbot", "emailsend",
	    "inboundcall", "inboundchat", "inboundemail", "inboundshortmessage", "inqueuecall",
	    "inqueueemail", "inqueueshortmessage", "outboundcall", "securecall", "speech",
	    "surveyinvite", "voice", "voicemail", "voicesurvey", "workflow", "workitem"};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcasecmp(types[i], type) == 0)
			return true;
	for (size_t i = 0; i < org->nflows; i++)
		if (strcasecmp(org->flows[i].type, type) == 0)
			return true;
	return false;
}

struct org_flow *
flow_named(const struct org *org, const char *name, const char *type)
{
	for (size_t i = 0; i < org->nflows; i++) {
		struct org_flow *flow = &org->flows[i];
		if (!flow->deleted && fold_same(slice_str(flow->name), slice_str(name)) &&
		    strcasecmp(flow->type, type) == 0)
			return flow;
	}
	return NULL;
}

bool
flow_held(struct request *rq, const struct org_flow *flow)
{
	const char *client = flow->locked_for;

	if (operation_pending(rq->sim, flow->id)) {
		reply_error(rq, 409, "architect.operation.already.in.progress",
		    "Flow '%s' has an operation in progress.", flow->name);
		return true;
	}
	if (flow->locked_by == NULL && !job_works_on(rq->sim, flow) &&
	    (client == NULL || strcmp(client, rq->token->client) == 0))
		return false;
	reply_error(rq, 409, "architect.flow.locked.by.user", "Flow '%s' is locked by %s '%s'.",
	    flow->name, flow->locked_by != NULL ? "user" : "client",
	    flow->locked_by != NULL ? flow->locked_by : client);
	return true;
}

bool
flow_is_ours(struct request *rq, const struct org_flow *flow)
{
	if (flow->locked_for != NULL)
		return true;
	reply_error(rq, 409, "architect.flow.not.locked", "Flow '%s' is not locked by client '%s'.",
	    flow->name, rq->token->client);
	return false;
}
