/* import.c - one import job */
#include "archy.h"
#include "base/cli.h"
#include "base/mem.h"
#include "base/url.h"

static void register_job(struct errand *e), registered(struct errand *e);
static void upload(struct errand *e), uploaded(struct errand *e);
static void look(struct errand *e), looked(struct errand *e);

void
import_clear(struct import *job)
{
	free(job->id);
	free(job->url);
	free(job->flow);
	for (size_t i = 0; i < job->headers; i++)
		free(job->header[i]);
	*job = (struct import){.headers = 0};
}

static const char *
action(const struct errand *e)
{
	return put_action_name(e->todo);
}

void
import_flow(struct errand *e, errand_step *then)
{
	e->then = then;
	register_job(e);
}

static void
register_job(struct errand *e)
{
	errand_call(e, "POST", registered, "/api/v2/flows/jobs");
}

/* The job's headers are an object of names and values: they are sent as they are, and no others. */
static bool
read_headers(struct import *job, struct slice answer)
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
registered(struct errand *e)
{
	struct import *job = &e->archy->import;
	struct slice id, url;
	struct jx *x;

	import_clear(job);
	if (e->call.verdict != CALL_OK) {
		errand_failed(e, action(e), "cannot register an import job");
		return;
	}
	x = errand_answer(e, action(e));
	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	url = jx_string(x, "/presignedUrl");
	job->id = xmemdup0(id.p, id.n);
	job->url = xmemdup0(url.p, url.n);
	if (id.n == 0 || !read_headers(job, buf_slice(&e->call.body)))
		errand_end(
		    e, PUT_FAILED, action(e), "the import job's registration is not understood");
	else if (strlen(job->url) != url.n ||
		 !url_may_follow(job->url, calls_base(e->call.calls), cli_network.insecure_http))
		errand_end(
		    e, PUT_FAILED, action(e), "the import job gives no URL that can be used");
	else
		upload(e);
	jx_free(x);
}

static void
upload(struct errand *e)
{
	buf_clear(&e->out);
	archy_text(e, &e->out);
	e->call.foreign = e->call.raw = true;
	e->call.headers = (const char *const *)e->archy->import.header;
	errand_call_url(e, "PUT", uploaded, e->archy->import.url);
}

static void
uploaded(struct errand *e)
{
	e->polls = 0;
	if (e->call.verdict == CALL_OK)
		look(e);
	else if (!e->call.expired || !errand_again(e, register_job))
		errand_failed(e, action(e), "cannot upload the YAML");
}

static void
look(struct errand *e)
{
	errand_call(e, "GET", looked, "/api/v2/flows/jobs/%s?expand=messages", e->archy->import.id);
}

static void
judge(struct errand *e, const struct jx *x)
{
	struct slice status = jx_string(x, "/status"), id = jx_string(x, "/flow/id");

	if (slice_is(status, "Success") || slice_is(status, "Failure")) {
		e->archy->import.succeeded = slice_is(status, "Success");
		e->archy->import.flow = xmemdup0(id.p, id.n);
		buf_clear(&e->why);
		job_messages(x, &e->why);
		e->then(e);
	} else if (++e->polls < POLLS_MAX) {
		errand_poll(e, "import job", e->polls, look); /* Registered, Started */
	} else {
		e->cause = CAUSE_TEMPORARY;
		errand_end(e, PUT_FAILED, action(e),
		    "the import job %s has not ended yet: run this again later",
		    e->archy->import.id);
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
