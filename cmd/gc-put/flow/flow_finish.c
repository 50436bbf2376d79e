/* flow_finish.c - check a flow's newest version in, or publish it, and wait for the result */
#include "flow/flow_finish.h"
#include "base/clock.h"
#include "base/mem.h"
#include "flow/flow_operation.h"
#include "http/api_code.h"
#include "run/outcome.h"

enum { UNSEEN_MS = 60 * 1000 };

static void flow_finish_ask(void *self), flow_finish_look(void *self);

static void
flow_finish_check_out(void *self)
{
	struct flow_finish *w = self;

	flow_checkout_start(&w->checkout, w->flow, &w->tries, flow_finish_ask, w);
}

/* Of the kind that is wanted; in the flow's metadata. */
static struct slice
flow_finish_version(const struct flow_finish *w)
{
	return jx_string(w->flow->meta, "/%sVersion/id", w->publish ? "published" : "checkedIn");
}

/* The metadata are older than the operation that the server has begun. */
static bool
flow_finish_is_unseen(const struct flow_finish *w)
{
	return *w->begun != '\0' && clock_ms() < w->until &&
	       !slice_is(jx_string(w->flow->meta, "/currentOperation/id"), w->begun) &&
	       slice_is(flow_finish_version(w), w->version);
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

	if (flow_finish_is_unseen(w))
		task_poll(&f->task, "work on the flow", ++w->looks, flow_finish_look, w);
	else if (good && failed)
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
flow_finish_look(void *self)
{
	struct flow_finish *w = self;

	settle_start(&w->settle, w->flow, flow_finish_judge, w);
}

/* The answer is the operation; a server that says less of it is asked about the flow alone. */
static void
flow_finish_note(struct flow_finish *w)
{
	const char *why;
	struct jx *x = w->flow->task.call.verdict == CALL_OK
			   ? jx_parse(buf_slice(&w->flow->task.call.body), &why)
			   : NULL;
	struct slice id = x != NULL ? jx_string(x, "/id") : slice_str("");

	free(w->begun);
	w->begun = xmemdup0(id.p, id.n);
	w->looks = 0;
	w->until = clock_ms() + UNSEEN_MS;
	jx_free(x);
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
	flow_finish_note(w);
	/* Nothing to check in: it is checked in already, or the flow tells why not. */
	w->refused = conflict_is(c) || api_code_of(c->code) == API_CODE_NO_DRAFT;
	f->cause = c->verdict == CALL_UNSURE ? CAUSE_TEMPORARY : CAUSE_FLOW;
	if (c->verdict == CALL_OK || c->verdict == CALL_UNSURE || w->refused)
		flow_finish_look(w);
	else if (api_code_of(c->code) == API_CODE_DEPENDENCIES)
		outcome_postpone(f, put_flow_action(f), w->why.p);
	else
		outcome_failed(f, put_flow_action(f),
		    w->publish ? "the configuration is saved, but not published"
			       : "the configuration is saved, but not checked in");
}

static void
flow_finish_ask(void *self)
{
	struct flow_finish *w = self;
	struct put_flow *f = w->flow;
	struct slice version;

	flow_operation_mark(f->meta, &w->former);
	version = f->meta != NULL ? flow_finish_version(w) : slice_str("");
	free(w->version);
	w->version = xmemdup0(version.p, version.n);
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
	free(w->begun);
	free(w->version);
	buf_release(&w->why);
}
