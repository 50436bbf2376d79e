/* flow_save.c - save the record's configuration as the flow's draft */
#include "flow_save.h"
#include "outcome.h"
#include "same.h"

static void flow_save_check_out(void *self), flow_save_answered(void *self);

static void
flow_save_end(struct flow_save *s)
{
	s->flow->saved = true;
	s->then.step(s->then.self);
}

static void
flow_save_send(void *self)
{
	struct flow_save *s = self;
	struct put_flow *f = s->flow;

	buf_release(&f->body); /* backed up */
	buf_add_slice(&f->task.out, put_flow_configuration(f));
	f->task.call.once = true;
	task_call(&f->task, "POST", flow_save_answered, s, "/api/v2/flows/%s/versions", f->target);
}

/* The answer to saving was lost: it is saved if the newest configuration is ours. */
static void
flow_save_checked(void *self)
{
	struct flow_save *s = self;
	struct put_flow *f = s->flow;
	const struct call *c = &f->task.call;

	if (c->verdict == CALL_OK &&
	    same_configuration(buf_slice(&f->text), put_flow_configuration(f), buf_slice(&c->body)))
		flow_save_end(s);
	else if (c->verdict == CALL_OK || c->status == 404)
		flow_save_send(s);
	else
		outcome_failed(
		    f, put_flow_action(f), "cannot see whether the configuration was saved");
}

static void
flow_save_check(void *self)
{
	struct flow_save *s = self;

	task_call(&s->flow->task, "GET", flow_save_checked, s,
	    "/api/v2/flows/%s/latestconfiguration", s->flow->target);
}

static void
flow_save_answered(void *self)
{
	struct flow_save *s = self;
	struct put_flow *f = s->flow;

	if (f->task.call.verdict == CALL_OK)
		flow_save_end(s);
	else if (f->task.call.status == 409) /* the lock may be lost, too */
		conflict_start(&s->conflict, f, &s->tries, flow_save_check_out, s);
	else if (f->task.call.verdict != CALL_UNSURE ||
		 !task_again(&f->task, &s->tries, flow_save_check, s))
		outcome_failed(f, put_flow_action(f), "the server does not take the configuration");
}

static void
flow_save_check_out(void *self)
{
	struct flow_save *s = self;

	flow_checkout_start(&s->checkout, s->flow, &s->tries, flow_save_send, s);
}

void
flow_save_start(struct flow_save *s, struct put_flow *f, task_step *then, void *self)
{
	s->flow = f;
	s->then = (struct task_next){then, self};
	s->tries = 0;
	flow_save_check_out(s);
}

void
flow_save_release(struct flow_save *s)
{
	flow_checkout_release(&s->checkout);
	conflict_release(&s->conflict);
}
