/* flow_finish.c - check a flow's newest version in, or publish it, and wait for the result */
#include "flow/flow_finish.h"
#include "flow/flow_operation.h"
#include "http/api_code.h"
#include "run/outcome.h"

static void flow_finish_ask(void *self);

static void
flow_finish_check_out(void *self)
{
	struct flow_finish *w = self;

	flow_checkout_start(&w->checkout, w->flow, &w->tries, flow_finish_ask, w);
}

/* Nothing is under way: what the flow says of itself decides whether it is as it should be. */
static void
flow_finish_judge(void *self)
{
	struct flow_finish *w = self;
	struct put_flow *f = w->flow;
	bool good = w->publish ? f->state.published : !f->state.draft;
	const char *what = w->publish ? "published" : "checked in";
	/* Refused without a lock: some servers require a checkout before. */
	task_step *again = w->refused && !f->facts.held ? flow_finish_check_out : flow_finish_ask;
	struct buf why = BUF_INIT;
	bool failed = flow_operation_failed(f->meta, w->former, &why);

	if (good && failed)
		outcome_end(
		    f, PUT_DONE, put_flow_action(f), "%s, though the server says: %s", what, why.p);
	else if (good)
		w->then.step(w->then.self);
	else if (failed)
		outcome_postpone(f, put_flow_action(f), why.p);
	else if (!conflict_locked(f) && !task_again(&f->task, &w->tries, again, w)) {
		f->cause = f->cause == CAUSE_FLOW ? CAUSE_BUSY : f->cause;
		outcome_end(f, PUT_FAILED, put_flow_action(f),
		    "saved, but not %s: %s; run this again", what,
		    w->why.n > 0 ? w->why.p : "the server gives no reason");
	}
	buf_release(&why);
}

static void
flow_finish_answered(void *self)
{
	struct flow_finish *w = self;
	struct put_flow *f = w->flow;
	const struct call *c = &f->task.call;

	buf_clear(&w->why);
	if (c->verdict != CALL_OK)
		call_describe(c, &w->why);
	/* Nothing to check in: it is checked in already, or the flow tells why not. */
	w->refused = conflict_is(c) || api_code_of(c->code) == API_CODE_NO_DRAFT;
	f->cause = c->verdict == CALL_UNSURE ? CAUSE_TEMPORARY : CAUSE_FLOW;
	if (c->verdict == CALL_OK || c->verdict == CALL_UNSURE || w->refused)
		settle_start(&w->settle, f, flow_finish_judge, w);
	else if (api_code_of(c->code) == API_CODE_DEPENDENCIES)
		outcome_postpone(f, put_flow_action(f), w->why.p);
	else
		outcome_failed(
		    f, put_flow_action(f), "the configuration is saved, but not finished");
}

static void
flow_finish_ask(void *self)
{
	struct flow_finish *w = self;
	struct put_flow *f = w->flow;

	flow_operation_mark(f->meta, &w->former);
	f->task.call.once = true;
	task_call(&f->task, "POST", flow_finish_answered, w, "/api/v2/flows/actions/%s?flow=%s",
	    w->publish ? "publish" : "checkin", f->target);
}

void
flow_finish_start(
    struct flow_finish *w, struct put_flow *f, bool publish, task_step *then, void *self)
{
	w->flow = f;
	w->then = (struct task_next){then, self};
	w->publish = publish;
	w->tries = 0;
	flow_finish_ask(w);
}

void
flow_finish_release(struct flow_finish *w)
{
	flow_checkout_release(&w->checkout);
	free(w->former);
	buf_release(&w->why);
}
