/* flow_save.c - save a flow's configuration as its draft */
#include "flow/flow_save.h"
#include "base/mem.h"
#include "run/outcome.h"

static void flow_save_answered(void *self);

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
	buf_add_slice(&f->task.out, f->configuration);
	f->task.call.once = true;
	task_call(&f->task, "POST", flow_save_answered, s, "/api/v2/flows/%s/versions", f->target);
}

static void
flow_save_check_out(struct flow_save *s)
{
	flow_checkout_start(&s->checkout, s->flow, &s->tries, flow_save_send, s);
}

/* The answer to saving was lost: it is saved if the newest configuration is ours. */
static void
flow_save_checked(void *self)
{
	struct flow_save *s = self;
	struct put_flow *f = s->flow;
	const struct call *c = &f->task.call;

	if (c->verdict == CALL_OK && put_flow_is_equal(f, buf_slice(&c->body)))
		flow_save_end(s);
	else if (c->verdict == CALL_OK || put_flow_has_no_body(f))
		flow_save_check_out(s); /* it may have been refused for want of the lock */
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

/* Refused, but not because of another client's lock: ours was lost, or the server was busy. */
static void
flow_save_after_conflict(void *self)
{
	struct flow_save *s = self;

	if (s->flow->facts.held)
		flow_save_send(s);
	else
		flow_save_check_out(s);
}

/* The answer is a FlowVersion. */
static void
flow_save_note(struct put_flow *f)
{
	const char *why;
	struct jx *x = jx_parse(buf_slice(&f->task.call.body), &why);
	struct slice id = x != NULL ? jx_string(x, "/id") : slice_str("");

	free(f->draft);
	f->draft = id.n > 0 ? xmemdup0(id.p, id.n) : NULL;
	jx_free(x);
}

static void
flow_save_answered(void *self)
{
	struct flow_save *s = self;
	struct put_flow *f = s->flow;

	if (f->task.call.verdict == CALL_OK) {
		flow_save_note(f);
		flow_save_end(s);
	} else if (conflict_is(&f->task.call))
		conflict_start(&s->conflict, f, &s->tries, flow_save_after_conflict, s);
	else if (f->task.call.verdict != CALL_UNSURE ||
		 !task_again(&f->task, &s->tries, flow_save_check, s))
		outcome_failed(f, put_flow_action(f), "the server does not take the configuration");
}

void
flow_save_start(
    struct flow_save *s, struct put_flow *f, bool check_out, task_step *then, void *self)
{
	s->flow = f;
	s->then = (struct task_next){then, self};
	s->tries = 0;
	if (check_out)
		flow_save_check_out(s);
	else
		flow_save_send(s);
}

void
flow_save_release(struct flow_save *s)
{
	flow_checkout_release(&s->checkout);
	conflict_release(&s->conflict);
}
