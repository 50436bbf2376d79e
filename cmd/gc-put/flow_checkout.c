/* flow_checkout.c - take the lock of a flow */
#include "flow_checkout.h"
#include "outcome.h"

static void flow_checkout_ask(struct flow_checkout *c);

/* Refused, but not because of another client's lock. */
static void
flow_checkout_after_conflict(void *self)
{
	struct flow_checkout *c = self;

	if (c->flow->facts.held) /* an earlier run's lock, or the one that we asked for */
		c->then.step(c->then.self);
	else
		flow_checkout_ask(c);
}

static void
flow_checkout_answered(void *self)
{
	struct flow_checkout *c = self;
	struct put_flow *f = c->flow;

	if (conflict_is(&f->task.call))
		conflict_start(&c->conflict, f, c->tries, flow_checkout_after_conflict, c);
	else if (f->task.call.verdict != CALL_OK)
		outcome_failed(f, put_flow_action(f), "cannot check the flow out");
	else
		c->then.step(c->then.self);
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
	flow_checkout_ask(c);
}

void
flow_checkout_release(struct flow_checkout *c)
{
	conflict_release(&c->conflict);
}
