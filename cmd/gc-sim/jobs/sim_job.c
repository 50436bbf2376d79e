/* sim_job.c - export, import and validation jobs */
#include "jobs/sim_job.h"
#include "base/mem.h"
#include "base/url.h"
#include "clock/date.h"
#include "json/json_write.h"
#include "clock/simclock.h"

struct job *
job_new(struct request *rq, const struct job_kind *kind)
{
	struct sim *sim = rq->sim;
	struct job *job = xcalloc(1, sizeof *job);

	job->kind = kind;
	job->begun = simclock_ms();
	job->client = xstrdup(rq->token->client);
	sim_id(sim, job->id);
	sim_id(sim, job->signature);
	sim->jobs = xgrow(sim->jobs, &sim->jobs_cap, sim->njobs + 1, sizeof(*sim->jobs));
	sim->jobs[sim->njobs++] = job;
	return job;
}

void
job_start(struct sim *sim, struct job *job)
{
	job->begun = simclock_ms();
	job->due = job->begun + sim->job_ms;
}

struct job *
job_find(struct request *rq, const struct job_kind *kind)
{
	struct sim *sim = rq->sim;

	for (size_t i = sim->njobs; i > 0; i--)
		if (sim->jobs[i - 1]->kind == kind && strcmp(sim->jobs[i - 1]->id, rq->arg[0]) == 0)
			return sim->jobs[i - 1];
	reply_not_found(rq, "job", rq->arg[0]);
	return NULL;
}

static void
add_message(struct job *job, const char *type, const char *fmt, va_list args)
{
	struct buf *b = &job->messages;
	char date[DATE_SIZE];

	date_format(simclock_date(), date);
	json_write_open(b, NULL);
	json_write_cstr(b, "dateTime", date);
	json_write_cstr(b, "type", type);
	request_put_format(b, "text", fmt, args);
	json_write_raw(b, "details", slice_str("[]"));
	json_write_close(b);
}

void
job_say(struct job *job, const char *type, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	add_message(job, type, fmt, args);
	va_end(args);
}

void
job_fail(struct job *job, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	add_message(job, "Error", fmt, args);
	va_end(args);
	job->failed = true;
}

void
job_apply_fault(struct job *job, const struct fault *fault, const char *flow_id)
{
	if (fault == NULL)
		return;
	if (fault->kind == FAULT_THROTTLE)
		job_fail(job,
		    "Archy failed: could not find the flow with id '%s'. Archy exit code: 107",
		    flow_id != NULL ? flow_id : "");
	else
		job_fail(job, "The job failed, a simulated fault.");
	job->mute = fault->kind == FAULT_MUTE;
}

static bool
is_half_over(const struct job *job, long long now)
{
	return now - job->begun >= (job->due - job->begun) / 2;
}

static const char *
job_status(const struct job *job)
{
	long long now = simclock_ms();

	if (job->due == 0 || (!job->done && !is_half_over(job, now)))
		return "Registered";
	if (!job->done)
		return "Started";
	return job->failed ? "Failure" : "Success";
}

struct buf *
job_put(struct request *rq, struct job *job, const char *command)
{
	struct buf *b = reply_json(rq, 200);
	const char *expand = query_text(rq, "expand");

	json_write_open(b, NULL);
	json_write_cstr(b, "id", job->id);
	json_write_cstr(b, "status", job_status(job));
	if (command != NULL)
		json_write_cstr(b, "command", command);
	if (job->done && expand != NULL && strstr(expand, "messages") != NULL) {
		json_write_name(b, "messages");
		buf_printf(b, "[%s]", !job->mute && job->messages.n > 0 ? job->messages.p : "");
	}
	json_write_cstr(b, "selfUri", rq->path);
	return b;
}

void
job_put_url(struct request *rq, const char *key, struct job *job, const char *what)
{
	const char *host = request_header(rq, "Host");
	struct buf url = BUF_INIT;

	if (job->expires <= simclock_ms()) /* or it is the first */
		job->expires = simclock_ms() + rq->sim->url_s * 1000LL;
	buf_printf(
	    &url, "http://%s/storage/%s/%s", host != NULL ? host : "localhost", what, job->id);
	url_query_number(&url, "X-Amz-Expires", rq->sim->url_s);
	url_query(&url, "X-Amz-Signature", slice_str(job->signature));
	json_write_cstr(&rq->reply.body, key, url.p);
	buf_release(&url);
}

bool
job_signed(struct request *rq, const struct job *job)
{
	const char *signature = query_text(rq, "X-Amz-Signature");

	if (request_header(rq, "Authorization") != NULL)
		reply_store_error(rq, 400, "InvalidArgument",
		    "Only one auth mechanism allowed; the query string has one already");
	else if (signature == NULL || strcmp(signature, job->signature) != 0)
		reply_store_error(rq, 403, "SignatureDoesNotMatch", "The signature does not match");
	else if (simclock_ms() >= job->expires)
		reply_store_error(rq, 403, "AccessDenied", "Request has expired");
	else
		return true;
	return false;
}

static void
job_settle(struct sim *sim, struct job *job, long long now)
{
	if (job->done || job->due == 0)
		return;
	if (job->kind->begin != NULL && !job->started && is_half_over(job, now)) {
		job->started = true;
		job->kind->begin(sim, job);
	}
	if (job->due > now)
		return;
	job->done = true;
	if (job->kind->end != NULL)
		job->kind->end(sim, job);
}

void
jobs_settle(struct sim *sim)
{
	long long now = simclock_ms();

	while (sim->jobs_settled < sim->njobs && sim->jobs[sim->jobs_settled]->done)
		sim->jobs_settled++;
	for (size_t i = sim->jobs_settled; i < sim->njobs; i++)
		job_settle(sim, sim->jobs[i], now);
}

bool
job_works_on(const struct sim *sim, const struct org_flow *flow)
{
	for (size_t i = sim->jobs_settled; i < sim->njobs; i++)
		if (sim->jobs[i]->archy != NULL && strcmp(sim->jobs[i]->flow, flow->id) == 0)
			return true;
	return false;
}

static void
job_release(struct job *job)
{
	for (size_t i = 0; i < job->nflows; i++) {
		free(job->flows[i].id);
		free(job->flows[i].file);
	}
	free(job->flows);
	if (job->kind->release != NULL)
		job->kind->release(job);
	free(job->flow);
	free(job->client);
	buf_release(&job->messages);
	buf_release(&job->file);
	free(job);
}

void
jobs_release(struct sim *sim)
{
	for (size_t i = 0; i < sim->njobs; i++)
		job_release(sim->jobs[i]);
	free(sim->jobs);
	sim->jobs = NULL;
	sim->njobs = sim->jobs_cap = 0;
}
