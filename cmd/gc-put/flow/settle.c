/* settle.c - wait until no operation is under way with a flow, read its metadata, and go on */
#include "flow/settle.h"
#include "base/clock.h"
#include "flow/flow_lookup.h"
#include "flow/flow_operation.h"
#include "flow/moved.h"
#include "http/api_code.h"
#include "run/outcome.h"
#include "run/target.h"

static void settle_look(void *self), settle_on_holder(void *self), settle_on_self(void *self);

static void
settle_judge(struct settle *s)
{
	struct put_flow *f = s->flow;

	f->facts.held = f->state.locked && target_is_self(f->put->target, f->state.holder_id);
	if (!flow_operation_runs(f->meta)) {
		s->then.step(s->then.self);
	} else if (++s->polls < TASK_POLLS) {
		task_poll(&f->task, "work on the flow", s->polls, settle_look, s);
	} else {
		f->cause = CAUSE_TEMPORARY;
		outcome_end(f, PUT_FAILED, put_flow_action(f),
		    "the server is still busy with it; run this again later");
	}
}

/* A flow that this run or an earlier one created, which the server does not find by its id yet. */
static bool
settle_is_late(struct settle *s)
{
	const struct put_flow *f = s->flow;
	struct buf listed = BUF_INIT;
	bool late = f->task.call.status == 404 &&
		    api_code_of(f->task.call.code) != API_CODE_DELETED &&
		    !target_listed(f->put->target, f->target, &listed);

	buf_release(&listed);
	if (late && s->until == 0)
		s->until = clock_ms() + LOOKUP_MS;
	return late && clock_ms() < s->until;
}

static void
settle_fail(struct settle *s)
{
	if (s->until != 0)
		s->flow->cause = CAUSE_BUSY;
	outcome_failed(s->flow, put_flow_action(s->flow), "cannot read the flow in the target");
}

static void
settle_looked(void *self)
{
	struct settle *s = self;
	struct put_flow *f = s->flow;
	const char *why;

	if (f->task.call.verdict != CALL_OK) {
		if (settle_is_late(s))
			task_poll(&f->task, "new flow to be found", ++s->waits, settle_look, s);
		else if (!moved_refuses_deleted(f))
			settle_fail(s);
		return;
	}
	why = put_flow_take_meta(f, buf_slice(&f->task.call.body));
	if (why != NULL)
		outcome_end(f, PUT_FAILED, put_flow_action(f),
		    "the server's answer is not understood: %s", why);
	else
		settle_on_holder(s);
}

/* One flow asks who this client is, the others wait for the answer. */
static void
settle_on_holder(void *self)
{
	struct settle *s = self;
	struct put_flow *f = s->flow;

	if (!jx_has(f->meta, "/lockedClient/id") || target_knows_self(f->put->target))
		settle_judge(s);
	else if (target_asks_self(f->put->target))
		task_call(&f->task, "GET", settle_on_self, s, "/api/v2/tokens/me");
	else
		task_poll(&f->task, "holder of the lock", ++s->waits, settle_on_holder, s);
}

/* The settings hold a bare token: is the lock the lock of its client? */
static void
settle_on_self(void *self)
{
	struct settle *s = self;
	struct put_flow *f = s->flow;
	struct jx *x = NULL;
	const char *why;

	if (f->task.call.verdict == CALL_OK)
		x = jx_parse(buf_slice(&f->task.call.body), &why);
	target_set_self(
	    f->put->target, x != NULL ? jx_string(x, "/OAuthClient/id") : slice_str(""));
	jx_free(x);
	settle_judge(s);
}

static void
settle_look(void *self)
{
	struct settle *s = self;

	task_call(&s->flow->task, "GET", settle_looked, s, "/api/v2/flows/%s", s->flow->target);
}

void
settle_start(struct settle *s, struct put_flow *f, task_step *then, void *self)
{
	*s = (struct settle){.flow = f, .then = {then, self}};
	settle_look(s);
}

bool
settle_from_listing(struct put_flow *f)
{
	const struct target *target = f->put->target;
	struct buf meta = BUF_INIT;
	/* In a later round this run itself has written to the flow. */
	bool good = f->put->rounds == 1 && !f->put->option.restore &&
		    target_listed(target, f->target, &meta) &&
		    put_flow_take_meta(f, buf_slice(&meta)) == NULL;

	buf_release(&meta);
	if (!good || flow_operation_runs(f->meta))
		return false;
	f->listed = true;
	f->facts.held = f->state.locked && target_is_self(target, f->state.holder_id);
	if (f->put->option.dry_run && f->state.locked)
		return target_knows_self(target) || !jx_has(f->meta, "/lockedClient/id");
	return !f->state.locked || f->facts.held;
}
