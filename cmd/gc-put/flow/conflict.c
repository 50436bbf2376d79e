/* conflict.c - a call was refused because of the flow's state */
#include "flow/conflict.h"
#include "http/api_code.h"
#include "run/outcome.h"

bool
conflict_is(const struct call *c)
{
	switch (api_code_of(c->code)) {
	case API_CODE_LOCKED:
	case API_CODE_NOT_LOCKED:
	case API_CODE_BUSY:
		return c->verdict != CALL_OK;
	case API_CODE_OTHER:
		return c->status == 409;
	default:
		return false;
	}
}

bool
conflict_draft(const struct put_flow *f)
{
	return f->state.draft && f->state.locked && !f->facts.held;
}

bool
conflict_locked(struct put_flow *f)
{
	if (!f->state.locked || f->facts.held)
		return false;
	f->cause = CAUSE_BUSY;
	outcome_end(f, PUT_REFUSED, put_flow_action(f),
	    "%slocked by %.*s; have it unlocked in Architect, then run this again",
	    !f->saved    ? ""
	    : f->publish ? "saved, but not published: it was "
			 : "saved, but not checked in: it was ",
	    SLICE_ARGS(f->state.holder));
	return true;
}

static void
conflict_settled(void *self)
{
	struct conflict *c = self;
	struct put_flow *f = c->flow;

	if (conflict_locked(f) || task_again(&f->task, c->tries, c->again.step, c->again.self))
		return;
	f->cause = CAUSE_BUSY;
	outcome_end(f, PUT_FAILED, put_flow_action(f), "%s", c->why.p);
}

void
conflict_start(
    struct conflict *c, struct put_flow *f, unsigned *tries, task_step *again, void *self)
{
	const char *advice = api_code_advice(api_code_of(f->task.call.code));

	c->flow = f;
	c->tries = tries;
	c->again = (struct task_next){again, self};
	buf_clear(&c->why);
	call_describe(&f->task.call, &c->why);
	buf_printf(&c->why, "; %s", advice != NULL ? advice : "run this again later");
	settle_start(&c->settle, f, conflict_settled, c);
}

void
conflict_release(struct conflict *c)
{
	buf_release(&c->why);
}
