/*
 * archy.c - bring a flow by its Archy YAML: the way that Genesys supports.
 *
 *	POST /api/v2/flows/jobs                       -> id, presignedUrl, headers
 *	PUT  presignedUrl                             the YAML, exactly those headers, no token
 *	GET  /api/v2/flows/jobs/{id}?expand=messages  until Success or Failure
 *
 * A job creates or updates by name and type, and publishes. Registering one does nothing yet, and
 * uploading the same YAML twice leaves the same flow, so both may be tried again.
 */
#include "backup.h"
#include "err.h"
#include "mem.h"
#include "put.h"
#include "target.h"

enum { JOB_POLLS = 400, JOB_HEADERS = 32 };

struct archy_job {
	char *id, *url;
	char *header[JOB_HEADERS + 1]; /* "Name: value" */
	size_t headers;
	char *published; /* the flow's published version before, or "" */
};

static void on_meta(struct errand *e), on_body(struct errand *e);
static void register_job(struct errand *e), registered(struct errand *e);
static void upload(struct errand *e), uploaded(struct errand *e);
static void look(struct errand *e), looked(struct errand *e), look_at_flow(struct errand *e);
static void on_flow(struct errand *e), on_failed_flow(struct errand *e);

static void
job_clear(struct archy_job *job)
{
	free(job->id);
	free(job->url);
	for (size_t i = 0; i < job->headers; i++)
		free(job->header[i]);
	job->id = job->url = NULL;
	job->headers = 0;
}

void
archy_job_free(struct archy_job *job)
{
	if (job == NULL)
		return;
	job_clear(job);
	free(job->published);
	free(job);
}

static const char *
action(const struct errand *e)
{
	return put_action_name(e->todo);
}

void
archy_start(struct errand *e)
{
	if (!target_find(e))
		return;
	e->job = xcalloc(1, sizeof *e->job);
	e->job->published = xstrdup("");
	e->facts.exists = e->target != NULL;
	e->todo = e->facts.exists ? PUT_UPDATE : PUT_CREATE;
	if (e->facts.exists) {
		operation_settle(e, on_meta);
	} else if (e->put->option.dry_run) {
		errand_end(e, PUT_PLANNED, action(e), "%s", put_reason(&e->facts));
	} else {
		backup_create(e->put->backup, e);
		register_job(e);
	}
}

static void
on_meta(struct errand *e)
{
	struct slice published = jx_string(e->meta, "/publishedVersion/id");

	free(e->job->published);
	e->job->published = xmemdup0(published.p, published.n);
	if (locked_by_another(e))
		return;
	if (e->put->option.dry_run)
		errand_end(e, PUT_PLANNED, action(e), "an import job replaces what is there");
	else if (e->put->backup != NULL)
		errand_call(e, "GET", on_body, "/api/v2/flows/%s/latestconfiguration", e->target);
	else
		register_job(e);
}

static void
on_body(struct errand *e)
{
	if (e->call.verdict == CALL_OK) {
		buf_clear(&e->body);
		buf_add_slice(&e->body, buf_slice(&e->call.body));
	} else if (e->call.status != 404) {
		errand_failed(
		    e, "backup", "cannot read the flow in the target, so nothing is written");
		return;
	}
	backup_flow(e->put->backup, e, register_job);
}

static void
register_job(struct errand *e)
{
	errand_call(e, "POST", registered, "/api/v2/flows/jobs");
}

/* The job's headers are an object of names and values: they are sent as they are, and no others. */
static bool
read_headers(struct archy_job *job, struct slice answer)
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
			fits = job->headers < JOB_HEADERS;
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
registered(struct errand *e)
{
	struct slice id, url;
	struct jx *x;

	if (e->call.verdict != CALL_OK) {
		errand_failed(e, action(e), "cannot register an import job");
		return;
	}
	x = errand_answer(e, action(e));
	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	url = jx_string(x, "/presignedUrl");
	job_clear(e->job);
	if (id.n == 0 || url.n == 0 || !read_headers(e->job, buf_slice(&e->call.body))) {
		errand_end(
		    e, PUT_FAILED, action(e), "the import job's registration is not understood");
	} else {
		e->job->id = xmemdup0(id.p, id.n);
		e->job->url = xmemdup0(url.p, url.n);
		upload(e);
	}
	jx_free(x);
}

static void
upload(struct errand *e)
{
	buf_clear(&e->out);
	json_unescape(members_string(&e->m, "archy"), &e->out);
	e->call.foreign = e->call.raw = true;
	e->call.headers = (const char *const *)e->job->header;
	errand_call(e, "PUT", uploaded, "%s", e->job->url);
}

static void
uploaded(struct errand *e)
{
	e->polls = 0;
	e->pause = 0;
	if (e->call.verdict == CALL_OK)
		look(e);
	else if ((e->call.status != 401 && e->call.status != 403) ||
		 !errand_again(e, register_job)) /* the URL may have expired */
		errand_failed(e, action(e), "cannot upload the YAML");
}

static void
look(struct errand *e)
{
	errand_call(e, "GET", looked, "/api/v2/flows/jobs/%s?expand=messages", e->job->id);
}

/* What the job made is the target's from now on. */
static void
adopt(struct errand *e, struct slice id)
{
	e->target = xmemdup0(id.p, id.n);
	target_add(e->put->target, id, slice_str(e->type), slice_str(e->name), 0);
}

static void
judge(struct errand *e, const struct jx *x)
{
	struct slice status = jx_string(x, "/status"), id = jx_string(x, "/flow/id");

	buf_clear(&e->why);
	job_messages(x, &e->why);
	if (slice_is(status, "Success") && id.n > 0) {
		if (e->target == NULL)
			adopt(e, id);
		errand_end(e, PUT_DONE, action(e), "%s",
		    e->why.n > 0 ? e->why.p : "imported and published");
	} else if (slice_is(status, "Success") || slice_is(status, "Failure")) {
		if (e->why.n == 0)
			buf_printf(&e->why, "the import job ended with %.*s and gives no reason",
			    SLICE_ARGS(status));
		look_at_flow(e);
	} else if (++e->polls < JOB_POLLS) {
		errand_poll(e, look); /* Registered, Started */
	} else {
		e->cause = CAUSE_TEMPORARY;
		errand_end(e, PUT_FAILED, action(e),
		    "the import job %s has not ended yet: run this again later", e->job->id);
	}
}

static void
looked(struct errand *e)
{
	struct jx *x;

	if (e->call.verdict != CALL_OK) {
		errand_failed(e, action(e), "cannot see how the import job went");
		return;
	}
	x = errand_answer(e, action(e));
	if (x == NULL)
		return;
	judge(e, x);
	jx_free(x);
}

/* Who has locked it, and whether the job did its work all the same, shows in the flow. */
static void
look_at_flow(struct errand *e)
{
	if (e->target != NULL)
		operation_settle(e, on_failed_flow);
	else
		target_ask(e, on_flow);
}

static void
on_flow(struct errand *e)
{
	if (e->found.n == 0) {
		errand_park(e, action(e), e->why.p);
		return;
	}
	adopt(e, buf_slice(&e->found));
	operation_settle(e, on_failed_flow);
}

static void
on_failed_flow(struct errand *e)
{
	if (locked_by_another(e))
		return;
	if (slice_is(jx_string(e->meta, "/publishedVersion/id"), e->job->published))
		errand_park(e, action(e), e->why.p);
	else
		errand_end(e, PUT_FAILED, action(e),
		    "a new version was published, and yet the job failed: %s; look at it, or run "
		    "this again",
		    e->why.p);
}
