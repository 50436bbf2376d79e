/* validate.c - have the server validate what was saved */
#include "flow/validate.h"
#include "json/json_write.h"
#include "flow/job_messages.h"
#include "run/outcome.h"

/* Looks at a job that the server does not find yet: about a minute. */
enum { VALIDATE_UNSEEN = 20 };

static void validate_look(void *self);

static void
validate_registered(void *self)
{
	struct validate *v = self;
	struct put_flow *f = v->flow;
	struct jx *x;

	if (f->task.call.verdict != CALL_OK) {
		outcome_failed(f, "validate", "cannot register a validation job");
		return;
	}
	x = outcome_answer(f, "validate");
	if (x == NULL)
		return;
	buf_clear(&v->job);
	buf_add_slice(&v->job, jx_string(x, "/id"));
	jx_free(x);
	if (v->job.n > 0)
		validate_look(v);
	else
		outcome_end(f, PUT_FAILED, "validate",
		    "the validation job's registration is not understood");
}

/* It may be valid once the flows that it uses are there. */
static void
validate_postpone(struct put_flow *f, const char *said)
{
	struct buf why = BUF_INIT;

	buf_printf(
	    &why, "saved as a draft, which this client keeps locked, but not valid: %s", said);
	outcome_postpone(f, "validate", why.p);
	buf_release(&why);
}

static void
validate_judge(struct validate *v, const struct jx *x)
{
	struct put_flow *f = v->flow;
	struct slice status = jx_string(x, "/status");
	struct buf said = BUF_INIT;

	job_messages(x, &said);
	if (slice_is(status, "Success")) {
		v->then.step(v->then.self);
	} else if (slice_is(status, "Failure")) {
		validate_postpone(f, said.n > 0 ? said.p : "the server gives no reason");
	} else if (++v->polls < TASK_POLLS) {
		task_poll(&f->task, "validation job", v->polls, validate_look, v);
	} else {
		f->cause = CAUSE_TEMPORARY;
		outcome_end(f, PUT_FAILED, "validate",
		    "saved as a draft; its validation has not ended; run this again later");
	}
	buf_release(&said);
}

static void
validate_looked(void *self)
{
	struct validate *v = self;
	struct put_flow *f = v->flow;
	struct jx *x;

	if (f->task.call.status == 404 && ++v->polls < VALIDATE_UNSEEN) {
		task_poll(&f->task, "validation job", v->polls, validate_look, v);
		return;
	}
	if (f->task.call.verdict != CALL_OK) {
		if (f->task.call.status == 404)
			f->cause = CAUSE_BUSY;
		outcome_failed(f, "validate", "cannot see how the validation went");
		return;
	}
	x = outcome_answer(f, "validate");
	if (x == NULL)
		return;
	validate_judge(v, x);
	jx_free(x);
}

static void
validate_look(void *self)
{
	struct validate *v = self;

	task_call(&v->flow->task, "GET", validate_looked, v,
	    "/api/v2/flows/validate/jobs/%s?expand=messages", v->job.p);
}

void
validate_start(struct validate *v, struct put_flow *f, task_step *then, void *self)
{
	struct buf *out = &f->task.out;

	v->flow = f;
	v->then = (struct task_next){then, self};
	v->polls = 0;
	buf_clear(out);
	json_write_open(out, NULL);
	json_write_open_array(out, "flows");
	json_write_open(out, NULL);
	json_write_open(out, "flow");
	json_write_cstr(out, "id", f->target);
	buf_puts(out, "}}]}");
	task_call(&f->task, "POST", validate_registered, v, "/api/v2/flows/validate/jobs");
}

void
validate_release(struct validate *v)
{
	buf_release(&v->job);
}
