/*
 * operation.c - wait for what the server does in its own time.
 *
 * checkin and publish answer at once with an Operation; its progress is read from the flow's
 * currentOperation (GET /api/v2/flows/{id}), there being no endpoint for operations.
 */
#include "put.h"

enum { POLLS_MAX = 400 }; /* about half an hour at the longest pause */

static void look(struct errand *e);

/* "errorMessage (errorCode): detail, detail", as the server says it. */
static void
describe(const struct jx *x, struct buf *b)
{
	struct slice text = jx_string(x, "/currentOperation/errorMessage");
	struct slice code = jx_string(x, "/currentOperation/errorCode");

	if (text.n == 0)
		text = slice_str("the server gives no reason");
	buf_add_slice(b, text);
	if (code.n > 0)
		buf_printf(b, " (%.*s)", SLICE_ARGS(code));
	for (size_t i = 0, n = jx_count(x, "/currentOperation/errorDetails"); i < n; i++) {
		struct slice name =
		    jx_string(x, "/currentOperation/errorDetails/%zu/entityName", i);
		struct slice what = jx_string(x, "/currentOperation/errorDetails/%zu/errorCode", i);
		buf_printf(
		    b, "%s%.*s %.*s", i == 0 ? ": " : ", ", SLICE_ARGS(what), SLICE_ARGS(name));
	}
}

static void
looked(struct errand *e)
{
	struct buf why = BUF_INIT;
	struct jx *x;

	if (e->call.verdict != CALL_OK) {
		errand_failed(e, e->doing, "cannot see how it went");
		return;
	}
	x = errand_answer(e, e->doing);
	if (x == NULL)
		return;
	if (jx_has(x, "/currentOperation/id") && !jx_true(x, "/currentOperation/complete")) {
		if (++e->polls < POLLS_MAX)
			errand_poll(e, look);
		else
			errand_end(e, PUT_FAILED, e->doing, "the server has not finished it yet");
	} else if (slice_is(jx_string(x, "/currentOperation/actionStatus"), "FAILURE")) {
		describe(x, &why);
		errand_park(e, e->doing, why.p);
	} else {
		e->then(e);
	}
	buf_release(&why);
	jx_free(x);
}

static void
look(struct errand *e)
{
	e->out.n = 0;
	errand_call(e, "GET", looked, "/api/v2/flows/%s", e->target);
}

void
operation_wait(struct errand *e, const char *action, errand_step *then)
{
	e->then = then;
	e->doing = action;
	e->polls = 0;
	e->pause = 0;
	look(e);
}
