/* archy_import.c - one import job */
#include "flow/archy_import.h"
#include "flow/archy_text.h"
#include "cli/cli.h"
#include "base/mem.h"
#include "base/url.h"
#include "flow/job_messages.h"
#include "run/outcome.h"

static void archy_import_register(void *self), archy_import_look(void *self);

static void
archy_import_clear(struct archy_import *job)
{
	free(job->id);
	free(job->url);
	free(job->flow_id);
	job->id = job->url = job->flow_id = NULL;
	for (size_t i = 0; i < job->headers; i++)
		free(job->header[i]);
	job->headers = 0;
	job->succeeded = false;
	buf_clear(&job->said);
}

void
archy_import_release(struct archy_import *job)
{
	archy_import_clear(job);
	buf_release(&job->said);
}

static void
archy_import_judge(struct archy_import *job, const struct jx *x)
{
	struct put_flow *f = job->flow;
	struct slice status = jx_string(x, "/status"), id = jx_string(x, "/flow/id");

	if (slice_is(status, "Success") || slice_is(status, "Failure")) {
		job->succeeded = slice_is(status, "Success");
		job->flow_id = xmemdup0(id.p, id.n);
		job_messages_archy(x, f, &job->said);
		job->then.step(job->then.self);
	} else if (++job->polls < TASK_POLLS) { /* Registered, Started */
		task_poll(&f->task, "import job", job->polls, archy_import_look, job);
	} else {
		f->cause = CAUSE_TEMPORARY;
		outcome_end(f, PUT_FAILED, put_flow_action(f),
		    "the import job %s has not ended yet; run this again later", job->id);
	}
}

static void
archy_import_looked(void *self)
{
	struct archy_import *job = self;
	struct put_flow *f = job->flow;
	struct jx *x;

	if (f->task.call.verdict != CALL_OK) {
		/* Of a job that the server has forgotten, the flow tells the next run what it did. */
		if (f->task.call.status == 404)
			f->cause = CAUSE_TEMPORARY;
		outcome_failed(f, put_flow_action(f), "cannot see how the import job went");
		return;
	}
	x = outcome_answer(f, put_flow_action(f));
	if (x == NULL)
		return;
	archy_import_judge(job, x);
	jx_free(x);
}

static void
archy_import_look(void *self)
{
	struct archy_import *job = self;

	task_call(&job->flow->task, "GET", archy_import_looked, job,
	    "/api/v2/flows/jobs/%s?expand=messages", job->id);
}

static void
archy_import_uploaded(void *self)
{
	struct archy_import *job = self;
	struct put_flow *f = job->flow;

	job->polls = 0;
	if (f->task.call.verdict == CALL_OK)
		archy_import_look(job);
	else if (!f->task.call.expired ||
		 !task_again(&f->task, &job->tries, archy_import_register, job))
		outcome_failed(f, put_flow_action(f), "cannot upload the YAML");
}

static void
archy_import_upload(struct archy_import *job)
{
	struct task *t = &job->flow->task;

	buf_clear(&t->out);
	archy_text(job->flow, &t->out);
	t->call.foreign = t->call.raw = true;
	t->call.headers = (const char *const *)job->header;
	task_call_url(t, "PUT", archy_import_uploaded, job, job->url);
}

/* The job's headers are an object of names and values: they are sent as they are, and no others. */
static bool
archy_import_read_headers(struct archy_import *job, struct slice answer)
{
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT, h = MEMBERS_INIT;
	const struct member *headers = NULL;
	struct buf b = BUF_INIT;
	bool fits = true;

	if (members_read(&m, &j, answer))
		headers = members_find(&m, "headers");
	if (headers != NULL && headers->type == JSON_OBJECT &&
	    members_read(&h, &j, headers->value)) {
		for (size_t i = 0; i < h.n && fits; i++) {
			fits = job->headers < CALL_HEADERS;
			if (!fits || h.v[i].type != JSON_STRING)
				continue;
			json_unescape(h.v[i].key, &b);
			buf_puts(&b, ": ");
			json_unescape(member_string(&h.v[i]), &b);
			fits = strpbrk(b.p, "\r\n") == NULL;
			job->header[job->headers++] = buf_detach(&b);
		}
	}
	job->header[job->headers] = NULL;
	members_release(&h);
	members_release(&m);
	json_release(&j);
	return fits;
}

static void
archy_import_registered(void *self)
{
	struct archy_import *job = self;
	struct put_flow *f = job->flow;
	struct slice id, url;
	struct jx *x;

	if (f->task.call.verdict != CALL_OK) {
		outcome_failed(f, put_flow_action(f), "cannot register an import job");
		return;
	}
	x = outcome_answer(f, put_flow_action(f));
	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	url = jx_string(x, "/presignedUrl");
	job->id = xmemdup0(id.p, id.n);
	job->url = xmemdup0(url.p, url.n);
	if (id.n == 0 || !archy_import_read_headers(job, buf_slice(&f->task.call.body)))
		outcome_end(f, PUT_FAILED, put_flow_action(f),
		    "the import job's registration is not understood");
	else if (strlen(job->url) != url.n ||
		 !url_may_follow(
		     job->url, calls_base(f->put->tasks.calls), cli_network.insecure_http))
		outcome_end(f, PUT_FAILED, put_flow_action(f),
		    "the import job gives no URL that can be used");
	else
		archy_import_upload(job);
	jx_free(x);
}

static void
archy_import_register(void *self)
{
	struct archy_import *job = self;

	archy_import_clear(job);
	task_call(&job->flow->task, "POST", archy_import_registered, job, "/api/v2/flows/jobs");
}

void
archy_import_start(struct archy_import *job, struct put_flow *f, task_step *then, void *self)
{
	job->flow = f;
	job->then = (struct task_next){then, self};
	job->tries = 0;
	archy_import_register(job);
}
