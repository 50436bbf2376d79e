/*
 * operation.c - what the server does with a flow in its own time, and what stands against us.
 *
 * checkin and publish answer at once with an Operation; its progress is read from the flow's
 * currentOperation (GET /api/v2/flows/{id}), there being no endpoint for operations. A flow keeps
 * its last operation, so one that has failed is ours only if it was not there before.
 */
#include "base/mem.h"
#include "put.h"
#include "target.h"

static void look(struct errand *e), on_self(struct errand *e);

static void
go_on(struct errand *e)
{
	if (!jx_has(e->meta, "/currentOperation/id") ||
	    jx_true(e->meta, "/currentOperation/complete")) {
		e->then(e);
	} else if (++e->polls < POLLS_MAX) {
		errand_poll(e, "work on the flow", e->polls, look);
	} else {
		e->cause = CAUSE_TEMPORARY;
		errand_end(e, PUT_FAILED, put_action_name(e->todo),
		    "the server is still busy with it: run this again later");
	}
}

/* With a bare token it is not known whose it is, and so not whether a lock is this client's own. */
static void
looked(struct errand *e)
{
	if (!errand_meta(e))
		return;
	if (jx_has(e->meta, "/lockedClient/id") && !target_knows_self(e->put->target))
		errand_call(e, "GET", on_self, "/api/v2/tokens/me");
	else
		go_on(e);
}

static void
on_self(struct errand *e)
{
	struct jx *x = NULL;
	const char *why;

	if (e->call.verdict == CALL_OK)
		x = jx_parse(buf_slice(&e->call.body), &why);
	target_set_self(
	    e->put->target, x != NULL ? jx_string(x, "/OAuthClient/id") : slice_str(""));
	jx_free(x);
	e->facts.held = target_is_self(e->put->target, e->state.holder_id);
	go_on(e);
}

static void
look(struct errand *e)
{
	errand_call(e, "GET", looked, "/api/v2/flows/%s", e->target);
}

void
operation_settle(struct errand *e, errand_step *then)
{
	e->then = then;
	e->polls = 0;
	look(e);
}

void
operation_mark(struct errand *e)
{
	struct slice id = slice_str("");

	if (e->meta != NULL) /* none of a flow that this run has created */
		id = jx_string(e->meta, "/currentOperation/id");
	free(e->former);
	e->former = xmemdup0(id.p, id.n);
}

/* "errorMessage (errorCode): detail, detail", as the server says it. */
bool
operation_failed(const struct errand *e, struct buf *why)
{
	const struct jx *x = e->meta;
	struct slice text = jx_string(x, "/currentOperation/errorMessage");
	struct slice code = jx_string(x, "/currentOperation/errorCode");

	if (!slice_is(jx_string(x, "/currentOperation/actionStatus"), "FAILURE") ||
	    slice_is(jx_string(x, "/currentOperation/id"), e->former))
		return false;
	if (text.n == 0)
		text = slice_str("the server gives no reason");
	buf_add_slice(why, text);
	if (code.n > 0)
		buf_printf(why, " (%.*s)", SLICE_ARGS(code));
	for (size_t i = 0, n = jx_count(x, "/currentOperation/errorDetails"); i < n; i++) {
		struct slice name =
		    jx_string(x, "/currentOperation/errorDetails/%zu/entityName", i);
		struct slice what = jx_string(x, "/currentOperation/errorDetails/%zu/errorCode", i);
		buf_printf(
		    why, "%s%.*s %.*s", i == 0 ? ": " : ", ", SLICE_ARGS(what), SLICE_ARGS(name));
	}
	return true;
}

bool
locked_by_another(struct errand *e)
{
	if (!e->state.locked || e->facts.held)
		return false;
	errand_end(e, PUT_REFUSED, put_action_name(e->todo),
	    "%slocked by %.*s: have it unlocked in Architect, then run this again",
	    e->saved ? "saved, but not finished: it was " : "", SLICE_ARGS(e->state.holder));
	return true;
}

static void
settled(struct errand *e)
{
	if (!locked_by_another(e) && !errand_again(e, e->again))
		errand_end(e, PUT_FAILED, put_action_name(e->todo), "%s", e->why.p);
}

void
conflict_settle(struct errand *e, errand_step *again)
{
	errand_keep_why(e);
	e->again = again;
	operation_settle(e, settled);
}
