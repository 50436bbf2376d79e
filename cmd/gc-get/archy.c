/* archy.c - gc-get --archy */
#include "archy.h"
#include "cli.h"
#include "clock.h"
#include "jx.h"
#include "url.h"

enum {
	LOOK_FIRST = 200, /* ms between looks at a job, growing by a half up to */
	LOOK_LAST = 5000,
	JOB_LASTS = 15 * 60 * 1000, /* ms; then it is given up */
	TRIES = 5,
	BUSY_FIRST =
	    5000,       /* ms before a job that failed for their number is tried again, doubling */
	TEXT_MAX = 1000 /* bytes of a job's messages that are repeated */
};

/* How long jobs take, in ms: a running mean. */
static int64_t usual;

static void
ask(struct archy_job *a, struct call *c, enum archy_step step, const char *method, int64_t delay)
{
	call_release(c);
	a->step = step;
	c->method = method;
	c->path = a->path.p;
	c->body_out = step == ARCHY_REGISTER ? buf_slice(&a->body) : slice_of(NULL, 0);
	c->foreign = c->raw = step == ARCHY_FETCH;
	c->delay_ms = delay;
}

static void
put_body(struct archy_job *a)
{
	struct buf *b = &a->body;

	buf_puts(b, "{\"flows\":[{\"flow\":{\"id\":");
	json_quote(b, a->id);
	if (a->version.n > 0) {
		buf_puts(b, ",\"version\":");
		json_quote(b, a->version);
	}
	buf_puts(b, "},\"fileName\":\"flow\",\"exportType\":\"Yaml\"}]}");
}

static void
register_job(struct archy_job *a, struct call *c, int64_t delay)
{
	a->tries++;
	a->registered = clock_ms() + delay;
	buf_clear(&a->path);
	buf_puts(&a->path, "/api/v2/flows/export/jobs");
	ask(a, c, ARCHY_REGISTER, "POST", delay);
}

void
archy_start(struct archy_job *a, struct call *c, struct slice id, struct slice version)
{
	*a = (struct archy_job){.id = id, .version = version};
	put_body(a);
	register_job(a, c, 0);
}

void
archy_release(struct archy_job *a)
{
	buf_release(&a->body);
	buf_release(&a->path);
	buf_release(&a->job);
	buf_release(&a->problem);
}

static enum archy_progress
failed(struct archy_job *a, const char *why)
{
	buf_clear(&a->problem);
	buf_puts(&a->problem, why);
	return ARCHY_FAILED;
}

static enum archy_progress
look(struct archy_job *a, struct call *c, int64_t delay)
{
	buf_clear(&a->path);
	buf_puts(&a->path, "/api/v2/flows/export/jobs/");
	url_escape(&a->path, buf_slice(&a->job));
	buf_puts(&a->path, "?expand=messages");
	ask(a, c, ARCHY_LOOK, "GET", delay);
	return ARCHY_GOES_ON;
}

static enum archy_progress
registered(struct archy_job *a, struct call *c, const struct jx *x)
{
	struct slice id = jx_string(x, "/id");

	if (id.n == 0)
		return failed(a, "the export job has no id");
	buf_clear(&a->job);
	buf_add_slice(&a->job, id);
	a->pause = LOOK_FIRST;
	return look(a, c, usual > LOOK_FIRST ? usual * 9 / 10 : LOOK_FIRST);
}

static enum archy_progress
look_again(struct archy_job *a, struct call *c)
{
	if (clock_ms() - a->registered > JOB_LASTS)
		return failed(a, "the export job does not end");
	a->pause = a->pause * 3 / 2 < LOOK_LAST ? a->pause * 3 / 2 : LOOK_LAST;
	return look(a, c, a->pause);
}

/* The job's URL may be looked up elsewhere, but not read on the way. */
static bool
may_fetch(const char *url)
{
	struct slice host;
	bool https;

	return url_host(url, &host, &https) &&
	       (https || url_is_loopback(host) || cli_network.insecure_http);
}

static enum archy_progress
fetch(struct archy_job *a, struct call *c, const struct jx *x)
{
	struct slice url = jx_string(x, "/downloadUrl");
	int64_t took = clock_ms() - a->registered;

	usual = usual == 0 ? took : (usual * 7 + took) / 8;
	buf_clear(&a->path);
	buf_add_slice(&a->path, url);
	if (url.n == 0 || strlen(a->path.p) != url.n || !may_fetch(a->path.p))
		return failed(a, "the export job gives no URL that can be used");
	ask(a, c, ARCHY_FETCH, "GET", 0);
	return ARCHY_GOES_ON;
}

static enum archy_progress
try_again(struct archy_job *a, struct call *c)
{
	register_job(a, c, (int64_t)BUSY_FIRST << (a->tries - 1));
	return ARCHY_GOES_ON;
}

static bool
holds(const struct buf *b, const char *text)
{
	return b->n > 0 && strstr(b->p, text) != NULL;
}

/* Too many jobs at a time fail in words that say something else. */
static bool
is_throttled(const struct buf *said)
{
	return holds(said, "could not find the flow with id") &&
	       (holds(said, "exit code: 107") || holds(said, "Archy failed"));
}

static enum archy_progress
job_failed(struct archy_job *a, struct call *c, const struct jx *x)
{
	struct buf said = BUF_INIT;

	for (size_t i = 0, n = jx_count(x, "/messages"); i < n && said.n < TEXT_MAX; i++) {
		struct slice text = jx_string(x, "/messages/%zu/text", i);
		buf_printf(&said, "%s%.*s", said.n > 0 ? "; " : "", SLICE_ARGS(text));
	}
	if (is_throttled(&said) && a->tries < TRIES) {
		buf_release(&said);
		return try_again(a, c);
	}
	buf_clear(&a->problem);
	buf_printf(
	    &a->problem, "the export job failed: %s", said.n > 0 ? said.p : "no reason given");
	buf_release(&said);
	return ARCHY_FAILED;
}

static enum archy_progress
looked(struct archy_job *a, struct call *c, const struct jx *x)
{
	struct slice status = jx_string(x, "/status");

	if (slice_is(status, "Registered") || slice_is(status, "Started"))
		return look_again(a, c);
	if (slice_is(status, "Success"))
		return fetch(a, c, x);
	if (slice_is(status, "Failure"))
		return job_failed(a, c, x);
	return failed(a, "the export job has a status that is not known");
}

/* The file is there; a store's or gateway's page in its place is not it. */
static enum archy_progress
fetched(struct archy_job *a, struct call *c)
{
	if (c->verdict == CALL_OK && c->body.n > 0 && c->body.p[0] != '<')
		return ARCHY_DONE;
	if (a->tries < TRIES && c->verdict != CALL_TEMPORARY && c->verdict != CALL_DROPPED) {
		register_job(a, c, 0);
		return ARCHY_GOES_ON;
	}
	return c->verdict == CALL_OK ? failed(a, "what the export job made is no YAML")
				     : ARCHY_FAILED;
}

enum archy_progress
archy_next(struct archy_job *a, struct call *c)
{
	enum archy_progress progress;
	const char *why = NULL;
	struct jx *x;

	if (a->step == ARCHY_FETCH)
		return fetched(a, c);
	if (c->verdict != CALL_OK)
		return ARCHY_FAILED;
	x = jx_parse(buf_slice(&c->body), &why);
	if (x == NULL)
		return failed(a, "the answer about the export job is not understood");
	progress = a->step == ARCHY_REGISTER ? registered(a, c, x) : looked(a, c, x);
	jx_free(x);
	return progress;
}
