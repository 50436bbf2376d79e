/* sim_operation.c - what the org does in its own time */
#include "base/mem.h"
#include "store/change.h"
#include "flows/missing_refs.h"
#include "date.h"
#include "flows/sim_operation.h"
#include "wire/sim_put.h"
#include "simclock.h"

static const char *const actions[] = {"CHECKIN", "PUBLISH", "DELETE"};

static void
put_operation(struct buf *b, const struct operation *o, bool complete, const char *status)
{
	put_text(b, "id", o->id);
	put_bool(b, "complete", complete);
	put_open(b, "client");
	put_text(b, "id", o->client);
	buf_putc(b, '}');
	put_text(b, "actionName", actions[o->kind]);
	put_text(b, "actionStatus", status);
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
	    .due = simclock_ms() + sim->job_ms,
	    .fails = fault != NULL,
	    .after = fault != NULL && fault->after,
	    .silently = fault != NULL && fault->kind == FAULT_MUTE};
	sim_id(sim, o->id);
	buf_putc(&json, '{');
	put_operation(&json, o, false, "STARTED");
	buf_putc(&json, '}');
	buf_add_slice(reply, buf_slice(&json));
	set_current(org_flow_by_id(&sim->org, flow), &json);
}

bool
operation_pending(const struct sim *sim, const char *flow)
{
	for (size_t i = 0; i < sim->noperations; i++)
		if (strcmp(sim->operations[i].flow, flow) == 0)
			return true;
	return false;
}

/* What stands against publishing: as errorDetails, elements of an array. */
static void
find_errors(const struct sim *sim, const struct org_flow *flow, size_t version, struct buf *to)
{
	struct buf body = BUF_INIT;
	struct check check = CHECK_INIT;

	check_references(&check, sim, org_configuration(&sim->org, flow, version - 1, &body));
	for (size_t i = 0; i < check.n; i++) {
		put_comma(to);
		buf_putc(to, '{');
		put_text(to, "errorCode", "flow.reference.not.found");
		put_text(to, "fieldName", check.v[i].type);
		put_text(to, "entityId", check.v[i].id);
		put_text(to, "entityName", check.v[i].name);
		buf_putc(to, '}');
	}
	check_release(&check);
	buf_release(&body);
}

static void
fail(struct org_flow *flow, const struct operation *o, const struct buf *details)
{
	struct buf json = BUF_INIT;

	buf_putc(&json, '{');
	put_operation(&json, o, true, "FAILURE");
	if (details->n > 0) {
		put_text(&json, "errorCode", "flow.validation.failed");
		put_text(&json, "errorMessage", "The flow refers to what is not there.");
		put_key(&json, "errorDetails");
		buf_printf(&json, "[%s]", details->p);
	} else if (!o->silently) {
		put_text(&json, "errorCode", "internal.server.error");
		put_text(&json, "errorMessage", "The operation failed, as it was asked to.");
	}
	buf_putc(&json, '}');
	set_current(flow, &json);
}

static void
succeed(struct sim *sim, const struct operation *o)
{
	static const enum change_kind changes[] = {CHANGE_CHECKIN, CHANGE_PUBLISH, CHANGE_DELETE};
	struct buf json = BUF_INIT;

	change_make(sim, &(struct change){.kind = changes[o->kind],
			     .flow = o->flow,
			     .version = o->version,
			     .at = simclock_date()});
	buf_putc(&json, '{');
	put_operation(&json, o, true, "SUCCESS");
	buf_putc(&json, '}');
	set_current(org_flow_by_id(&sim->org, o->flow), &json);
}

static void
end(struct sim *sim, const struct operation *o)
{
	struct org_flow *flow = org_flow_by_id(&sim->org, o->flow);
	struct buf details = BUF_INIT;

	if (o->kind == OPERATION_PUBLISH)
		find_errors(sim, flow, o->version, &details);
	if (details.n == 0 && (!o->fails || o->after))
		succeed(sim, o);
	if (details.n > 0 || o->fails)
		fail(flow, o, &details);
	buf_release(&details);
}

static void
release(struct operation *o)
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
			sim->operations[left++] = *o;
			continue;
		}
		end(sim, o);
		release(o);
	}
	sim->noperations = left;
}

void
operations_release(struct sim *sim)
{
	for (size_t i = 0; i < sim->noperations; i++)
		release(&sim->operations[i]);
	free(sim->operations);
	sim->operations = NULL;
	sim->noperations = sim->operations_cap = 0;
}
