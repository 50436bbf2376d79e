/*
 * validate.c - have the server validate what was saved.
 *
 *	POST /api/v2/flows/validate/jobs                       {"flows":[{"flow":{"id":…}}]}
 *	GET  /api/v2/flows/validate/jobs/{id}?expand=messages  until Success or Failure
 *
 * A preview of the API, which may change.
 */
#include "put.h"

static void registered(struct errand *e), look(struct errand *e), looked(struct errand *e);

void
validate_flow(struct errand *e, errand_step *then)
{
	e->then = then;
	e->polls = 0;
	buf_clear(&e->out);
	buf_puts(&e->out, "{\"flows\":[{\"flow\":{\"id\":");
	json_quote(&e->out, slice_str(e->target));
	buf_puts(&e->out, "}}]}");
	errand_call(e, "POST", registered, "/api/v2/flows/validate/jobs");
}

static void
registered(struct errand *e)
{
	struct jx *x;

	if (e->call.verdict != CALL_OK) {
		errand_failed(e, "validate", "cannot register a validation job");
		return;
	}
	x = errand_answer(e, "validate");
	if (x == NULL)
		return;
	buf_clear(&e->job);
	buf_add_slice(&e->job, jx_string(x, "/id"));
	jx_free(x);
	if (e->job.n > 0)
		look(e);
	else
		errand_end(e, PUT_FAILED, "validate",
		    "the validation job's registration is not understood");
}

static void
look(struct errand *e)
{
	errand_call(e, "GET", looked, "/api/v2/flows/validate/jobs/%s?expand=messages", e->job.p);
}

/* It may be valid once the flows that it uses are there. */
static void
not_valid(struct errand *e, const char *said)
{
	struct buf why = BUF_INIT;

	buf_printf(
	    &why, "saved as a draft, which this client keeps locked, but not valid: %s", said);
	errand_park(e, "validate", why.p);
	buf_release(&why);
}

static void
judge(struct errand *e, const struct jx *x)
{
	struct slice status = jx_string(x, "/status");
	struct buf said = BUF_INIT;

	job_messages(x, &said);
	if (slice_is(status, "Success")) {
		e->then(e);
	} else if (slice_is(status, "Failure")) {
		not_valid(e, said.n > 0 ? said.p : "the server gives no reason");
	} else if (++e->polls < POLLS_MAX) {
		errand_poll(e, "validation job", e->polls, look);
	} else {
		e->cause = CAUSE_TEMPORARY;
		errand_end(e, PUT_FAILED, "validate",
		    "saved as a draft; its validation has not ended: run this again later");
	}
	buf_release(&said);
}

static void
looked(struct errand *e)
{
	struct jx *x;

	if (e->call.verdict != CALL_OK) {
		errand_failed(e, "validate", "cannot see how the validation went");
		return;
	}
	x = errand_answer(e, "validate");
	if (x == NULL)
		return;
	judge(e, x);
	jx_free(x);
}
