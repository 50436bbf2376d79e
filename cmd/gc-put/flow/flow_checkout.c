/* flow_checkout.c - take the lock of a flow */
#include "flow/flow_checkout.h"
#include "base/mem.h"
#include "run/outcome.h"
#include "record/version.h"

static void flow_checkout_ask(struct flow_checkout *c);

static bool
flow_checkout_is_moved(const struct flow_checkout *c, const struct put_state *now)
{
	return *c->finished != '\0' && now->finished.n > 0 &&
	       version_cmp(slice_str(c->finished), now->finished) != 0;
}

static void
flow_checkout_end_moved(struct flow_checkout *c, const char *lock)
{
	const struct put *put = c->flow->put;

	outcome_end(c->flow, PUT_REFUSED, put_flow_action(c->flow),
	    "moved: %.*s since %s, just before it was checked out%s; %s",
	    SLICE_ARGS(c->flow->state.finished), c->finished, lock,
	    put->expect != NULL ? put->option.expect_advice : "run this again");
}

static void
flow_checkout_reverted(void *self)
{
	struct flow_checkout *c = self;

	flow_checkout_end_moved(
	    c, c->flow->task.call.verdict == CALL_OK ? "" : ", and it stays locked");
}

/* The flow is locked by this client; its metadata are of after that. */
static void
flow_checkout_judge(struct flow_checkout *c)
{
	struct put_flow *f = c->flow;

	if (!flow_checkout_is_moved(c, &f->state))
		c->then.step(c->then.self);
	else if (c->draft)
		flow_checkout_end_moved(c, ", and it stays locked");
	else
		task_call(&f->task, "POST", flow_checkout_reverted, c,
		    "/api/v2/flows/actions/revert?flow=%s", f->target);
}

/* Refused, but not because of another client's lock. */
static void
flow_checkout_after_conflict(void *self)
{
	struct flow_checkout *c = self;

	if (c->flow->facts.held) /* an earlier run's lock, or the one that we asked for */
		flow_checkout_judge(c);
	else
		flow_checkout_ask(c);
}

/* The answer is the flow; a server that tells less of it is believed that nothing moved. */
static bool
flow_checkout_answer_moved(const struct flow_checkout *c)
{
	const char *why;
	struct jx *x = jx_parse(buf_slice(&c->flow->task.call.body), &why);
	struct put_state now;
	bool moved = false;

	if (x != NULL) {
		put_state_read(x, &now);
		moved = flow_checkout_is_moved(c, &now);
	}
	jx_free(x);
	return moved;
}

static void
flow_checkout_answered(void *self)
{
	struct flow_checkout *c = self;
	struct put_flow *f = c->flow;

	if (conflict_is(&f->task.call)) {
		conflict_start(&c->conflict, f, c->tries, flow_checkout_after_conflict, c);
	} else if (f->task.call.verdict != CALL_OK) {
		outcome_failed(f, put_flow_action(f), "cannot check the flow out");
	} else if (flow_checkout_answer_moved(c) &&
		   put_flow_take_meta(f, buf_slice(&f->task.call.body)) == NULL) {
		flow_checkout_judge(c);
	} else {
		c->then.step(c->then.self);
	}
}

static void
flow_checkout_ask(struct flow_checkout *c)
{
	task_call(&c->flow->task, "POST", flow_checkout_answered, c,
	    "/api/v2/flows/actions/checkout?flow=%s", c->flow->target);
}

void
flow_checkout_start(
    struct flow_checkout *c, struct put_flow *f, unsigned *tries, task_step *then, void *self)
{
	c->flow = f;
	c->tries = tries;
	c->then = (struct task_next){then, self};
	free(c->finished);
	c->finished = xmemdup0(f->state.finished.p, f->state.finished.n);
	c->draft = f->state.draft;
	flow_checkout_ask(c);
}

void
flow_checkout_release(struct flow_checkout *c)
{
	conflict_release(&c->conflict);
	free(c->finished);
}
