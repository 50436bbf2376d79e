/* sim_operation.c - check-in, publication and deletion, which take some time */
#include "base/mem.h"
#include "store/change.h"
#include "uses/missing_refs.h"
#include "clock/date.h"
#include "flows/sim_operation.h"
#include "json/json_write.h"
#include "clock/simclock.h"

static const char *const actions[] = {"CHECKIN", "PUBLISH", "DELETE", "CHECKOUT"};

static void
put_operation(struct buf *b, const struct operation *o, bool complete, const char *status)
{
	json_write_cstr(b, "id", o->id);
	json_write_bool(b, "complete", complete);
	json_write_open(b, "client");
	json_write_cstr(b, "id", o->client);
	json_write_close(b);
	json_write_cstr(b, "actionName", actions[o->kind]);
	json_write_cstr(b, "actionStatus", status);
}

static void
set_current(struct org_flow *flow, struct buf *json)
{
	free(flow->operation);
	flow->operation = buf_detach(json);
}

void
operation_begin(struct sim *sim, enum operation_kind kind, const char *flow, const char *client,
    size_t version, const struct fault *fault, struct buf *reply)
{
	struct operation *o;
	struct buf json = BUF_INIT;

	sim->operations =
	    xgrow(sim->operations, &sim->operations_cap, sim->noperations + 1, sizeof *o);
	o = &sim->operations[sim->noperations++];
	*o = (struct operation){.kind = kind,
	    .flow = xstrdup(flow),
	    .client = xstrdup(client),
	    .version = version,
	    .begun = simclock_ms(),
	    .due = simclock_ms() + sim->job_ms,
	    .fails = fault != NULL,
	    .after = fault != NULL && fault->after,
	    .silently = fault != NULL && fault->kind == FAULT_MUTE};
	sim_id(sim, o->id);
	json_write_open(&json, NULL);
	put_operation(&json, o, false, "STARTED");
	json_write_close(&json);
	buf_add_slice(reply, buf_slice(&json));
	set_current(org_flow_by_id(&sim->org, flow), &json);
}

void
operation_note_checkout(struct sim *sim, struct org_flow *flow, const char *client)
{
	struct operation o = {.kind = OPERATION_CHECKOUT, .client = xstrdup(client)};
	struct buf json = BUF_INIT;

	sim_id(sim, o.id);
	json_write_open(&json, NULL);
	put_operation(&json, &o, true, "SUCCESS");
	json_write_close(&json);
	set_current(flow, &json);
	free(o.client);
}

/* What is not done yet passes through these, for equal times. */
static const char *
operation_stage(const struct operation *o, long long now)
{
	static const char *const stages[] = {
	    "STARTED", "PENDING_GENERATION", "PENDING_BACKEND_NOTIFICATION"};
	long long whole = o->due - o->begun;
	long long i = whole > 0 ? (now - o->begun) * (long long)COUNT_OF(stages) / whole : 0;

	return stages[i < (long long)COUNT_OF(stages) ? i : (long long)COUNT_OF(stages) - 1];
}

static void
operation_show(struct sim *sim, const struct operation *o, long long now)
{
	struct buf json = BUF_INIT;

	json_write_open(&json, NULL);
	put_operation(&json, o, false, operation_stage(o, now));
	json_write_close(&json);
	set_current(org_flow_by_id(&sim->org, o->flow), &json);
}

bool
operation_pending(const struct sim *sim, const char *flow)
{
	for (size_t i = 0; i < sim->noperations; i++)
		if (strcmp(sim->operations[i].flow, flow) == 0)
			return true;
	return false;
}

/* The reasons why a publication fails: elements of the array errorDetails. */
static void
find_errors(const struct sim *sim, const struct org_flow *flow, size_t version, struct buf *to)
{
	struct buf body = BUF_INIT;
	struct missing_refs missing = MISSING_REFS_INIT;

	if (version == 0)
		version = org_newest(flow);
	missing_refs_find(&missing, sim, org_configuration(&sim->org, flow, version - 1, &body));
	for (size_t i = 0; i < missing.n; i++) {
		json_write_open(to, NULL);
		json_write_cstr(to, "errorCode", "flow.reference.not.found");
		json_write_cstr(to, "fieldName", missing.v[i].type);
		json_write_cstr(to, "entityId", missing.v[i].id);
		json_write_cstr(to, "entityName", missing.v[i].name);
		json_write_close(to);
	}
	missing_refs_release(&missing);
	buf_release(&body);
}

static void
operation_fail(struct org_flow *flow, const struct operation *o, const struct buf *details)
{
	struct buf json = BUF_INIT;

	json_write_open(&json, NULL);
	put_operation(&json, o, true, "FAILURE");
	if (details->n > 0) {
		json_write_cstr(
		    &json, "errorCode", "architect.flow.cannot.publish.missing.dependencies");
		json_write_cstr(&json, "errorMessage",
		    "The flow cannot be published: dependencies are missing.");
		json_write_name(&json, "errorDetails");
		buf_printf(&json, "[%s]", details->p);
	} else if (!o->silently) {
		json_write_cstr(&json, "errorCode", "internal.server.error");
		json_write_cstr(&json, "errorMessage", "The operation failed, a simulated fault.");
	}
	json_write_close(&json);
	set_current(flow, &json);
}

static void
operation_succeed(struct sim *sim, const struct operation *o)
{
	static const enum change_kind changes[] = {CHANGE_CHECKIN, CHANGE_PUBLISH, CHANGE_DELETE};
	struct buf json = BUF_INIT;

	change_make(sim, &(struct change){.kind = changes[o->kind],
			     .flow = o->flow,
			     .version = o->version,
			     .at = simclock_date()});
	json_write_open(&json, NULL);
	put_operation(&json, o, true, "SUCCESS");
	json_write_close(&json);
	set_current(org_flow_by_id(&sim->org, o->flow), &json);
}

static void
operation_end(struct sim *sim, const struct operation *o)
{
	struct org_flow *flow = org_flow_by_id(&sim->org, o->flow);
	struct buf details = BUF_INIT;

	if (o->kind == OPERATION_PUBLISH)
		find_errors(sim, flow, o->version, &details);
	if (details.n == 0 && (!o->fails || o->after))
		operation_succeed(sim, o);
	if (details.n > 0 || o->fails)
		operation_fail(flow, o, &details);
	buf_release(&details);
}

static void
operation_release(struct operation *o)
{
	free(o->flow);
	free(o->client);
}

void
operations_settle(struct sim *sim)
{
	long long now = simclock_ms();
	size_t left = 0;

	for (size_t i = 0; i < sim->noperations; i++) {
		struct operation *o = &sim->operations[i];
		if (o->due > now) {
			operation_show(sim, o, now);
			sim->operations[left++] = *o;
			continue;
		}
		operation_end(sim, o);
		operation_release(o);
	}
	sim->noperations = left;
}

void
operations_release(struct sim *sim)
{
	for (size_t i = 0; i < sim->noperations; i++)
		operation_release(&sim->operations[i]);
	free(sim->operations);
	sim->operations = NULL;
	sim->noperations = sim->operations_cap = 0;
}
