/* export_job.c - get flows as Archy YAML from the server */
#include "org/export_job.h"
#include "cli/cli.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/url.h"
#include "json/json_write.h"
#include "json/jx.h"
#include "org/export_result.h"

enum {
	LOOK_FIRST = 200, /* ms between looks at a job, growing by a half up to */
	LOOK_LAST = 5000,
	JOB_LASTS = 15 * 60 * 1000, /* ms that a job of one flow may take, */
	FLOW_LASTS = 2 * 60 * 1000, /* and for each further one; then it is given up */
	TRIES = 5,                  /* jobs registered for one flow, */
	TRIES_TOGETHER = 2,         /* and for several; alone each asks less of the server */
	BUSY_FIRST = 5000,          /* ms before a job that failed for their number is tried again,
				       doubling */
	TEXT_MAX = 1000             /* bytes of a job's messages that are repeated */
};

size_t
export_job_add(struct export_job *j, struct slice id, struct slice version)
{
	for (size_t i = 0; i < j->n; i++)
		if (slice_eq(j->flows[i].id, id) && slice_eq(j->flows[i].version, version))
			return i;
	j->flows = xgrow(j->flows, &j->cap, j->n + 1, sizeof *j->flows);
	j->flows[j->n] = (struct export_flow){.id = id, .version = version};
	return j->n++;
}

void
export_job_release(struct export_job *j)
{
	for (size_t i = 0; i < j->n; i++)
		buf_release(&j->flows[i].yaml);
	free(j->flows);
	buf_release(&j->problem);
	buf_release(&j->body);
	buf_release(&j->path);
	buf_release(&j->id);
	*j = (struct export_job)EXPORT_JOB_INIT;
}

static bool
may_try_again(const struct export_job *j)
{
	return j->tries < (j->n > 1 ? TRIES_TOGETHER : TRIES);
}

/* End all open flows. Flows of a job with several may still succeed alone. */
static enum export_progress
export_leave(struct export_job *j, enum export_state state)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->flows[i].state == EXPORT_OPEN)
			j->flows[i].state = state;
	return EXPORT_ENDED;
}

static enum export_progress
export_failed(struct export_job *j, const char *why)
{
	buf_clear(&j->problem);
	buf_puts(&j->problem, why);
	return export_leave(j, j->n > 1 ? EXPORT_ALONE : EXPORT_FAILED);
}

static void
export_ask(
    struct export_job *j, struct call *c, enum export_step step, const char *method, int64_t delay)
{
	call_release(c);
	j->step = step;
	c->method = method;
	c->path = j->path.p;
	c->body_out = step == EXPORT_REGISTER ? buf_slice(&j->body) : slice_of(NULL, 0);
	c->foreign = c->raw = step == EXPORT_FETCH;
	c->delay_ms = delay;
	c->delay_for = step == EXPORT_LOOK ? "export job" : NULL;
	c->delay_from = j->registered;
}

static void
put_body(struct export_job *j)
{
	struct buf *b = &j->body;

	json_write_open(b, NULL);
	json_write_open_array(b, "flows");
	for (size_t i = 0; i < j->n; i++) {
		char file[32];
		snprintf(file, sizeof file, EXPORT_FILE_NAME, i + 1);
		json_write_open(b, NULL);
		json_write_open(b, "flow");
		json_write_string(b, "id", j->flows[i].id);
		json_write_filled(b, "version", j->flows[i].version);
		json_write_close(b);
		json_write_cstr(b, "fileName", file);
		json_write_cstr(b, "exportType", "Yaml");
		json_write_close(b);
	}
	json_write_close_array(b);
	json_write_close(b);
}

static void
register_job(struct export_job *j, struct call *c, int64_t delay)
{
	j->tries++;
	j->renewed = false;
	j->registered = clock_ms() + delay;
	buf_clear(&j->path);
	buf_puts(&j->path, "/api/v2/flows/export/jobs");
	export_ask(j, c, EXPORT_REGISTER, "POST", delay);
}

void
export_job_start(struct export_job *j, struct call *c, const char *api)
{
	j->api = api;
	put_body(j);
	register_job(j, c, 0);
}

static enum export_progress
export_look(struct export_job *j, struct call *c, int64_t delay)
{
	buf_clear(&j->path);
	buf_puts(&j->path, "/api/v2/flows/export/jobs/");
	url_escape(&j->path, buf_slice(&j->id));
	buf_puts(&j->path, "?expand=messages");
	export_ask(j, c, EXPORT_LOOK, "GET", delay);
	return EXPORT_GOES_ON;
}

static enum export_progress
export_registered(struct export_job *j, struct call *c, const struct jx *x)
{
	struct slice id = jx_string(x, "/id");
	int64_t usual = j->usual != NULL ? *j->usual * 9 / 10 : 0;

	if (id.n == 0)
		return export_failed(j, "the export job has no id");
	buf_clear(&j->id);
	buf_add_slice(&j->id, id);
	j->pause = LOOK_FIRST;
	return export_look(j, c, usual > LOOK_FIRST ? usual : LOOK_FIRST);
}

static enum export_progress
look_again(struct export_job *j, struct call *c)
{
	int64_t lasts = JOB_LASTS + (int64_t)(j->n - 1) * FLOW_LASTS;

	if (clock_ms() - j->registered > lasts)
		return export_failed(j, "the export job does not end");
	j->pause = j->pause * 3 / 2 < LOOK_LAST ? j->pause * 3 / 2 : LOOK_LAST;
	return export_look(j, c, j->pause);
}

static void
export_learn(int64_t *usual, int64_t took)
{
	if (usual != NULL)
		*usual = *usual == 0 ? took : (*usual * 7 + took) / 8;
}

static enum export_progress
export_fetch(struct export_job *j, struct call *c, const struct jx *x)
{
	struct slice url = jx_string(x, "/downloadUrl");

	export_learn(j->usual, clock_ms() - j->registered);
	buf_clear(&j->path);
	buf_add_slice(&j->path, url);
	if (url.n == 0 || strlen(j->path.p) != url.n ||
	    !url_may_follow(j->path.p, j->api, cli_network.insecure_http))
		return export_failed(j, "the export job gives no URL that can be used");
	export_ask(j, c, EXPORT_FETCH, "GET", 0);
	return EXPORT_GOES_ON;
}

static bool
export_holds(const struct buf *b, const char *text)
{
	return b->n > 0 && strstr(b->p, text) != NULL;
}

/* If there are too many jobs, they fail with messages that name another reason. */
static bool
is_throttled(const struct buf *said)
{
	return export_holds(said, "could not find the flow with id") &&
	       (export_holds(said, "exit code: 107") || export_holds(said, "Archy failed"));
}

static enum export_progress
job_failed(struct export_job *j, struct call *c, const struct jx *x)
{
	enum export_progress progress = EXPORT_GOES_ON;
	struct buf said = BUF_INIT, why = BUF_INIT;

	for (size_t i = 0, n = jx_count(x, "/messages"); i < n && said.n < TEXT_MAX; i++) {
		struct slice text = jx_string(x, "/messages/%zu/text", i);
		buf_printf(&said, "%s%.*s", said.n > 0 ? "; " : "", SLICE_ARGS(text));
	}
	if (is_throttled(&said) && may_try_again(j)) {
		register_job(j, c, (int64_t)BUSY_FIRST << (j->tries - 1));
	} else {
		buf_printf(
		    &why, "the export job failed: %s", said.n > 0 ? said.p : "no reason given");
		progress = export_failed(j, why.p);
	}
	buf_release(&said);
	buf_release(&why);
	return progress;
}

static enum export_progress
export_looked(struct export_job *j, struct call *c, const struct jx *x)
{
	struct slice status = jx_string(x, "/status");

	if (slice_is(status, "Registered") || slice_is(status, "Started"))
		return look_again(j, c);
	if (slice_is(status, "Success"))
		return export_fetch(j, c, x);
	if (slice_is(status, "Failure"))
		return job_failed(j, c, x);
	return export_failed(j, "the export job has a status that is not known");
}

static enum export_progress
cannot_fetch(struct export_job *j, const struct call *c)
{
	enum export_progress progress;
	struct buf why = BUF_INIT;

	buf_puts(&why, "the result of the export job cannot be fetched: ");
	call_describe(c, &why);
	progress = export_failed(j, why.p);
	buf_release(&why);
	return progress;
}

static bool
has_nothing(const struct export_job *j)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->flows[i].state == EXPORT_GOT)
			return false;
	return true;
}

static enum export_progress
export_fetched(struct export_job *j, struct call *c)
{
	bool good = c->verdict == CALL_OK;
	const char *why = NULL;

	if (c->expired && !j->renewed) {
		j->renewed = true;
		return export_look(j, c, 0);
	}
	if (!c->expired && (c->verdict == CALL_TEMPORARY || c->verdict == CALL_DROPPED))
		return export_leave(j, EXPORT_FAILED);
	if (good)
		why = export_result_take(j, &c->body);
	buf_release(&c->body);
	if (good && why == NULL)
		return EXPORT_ENDED;
	if (has_nothing(j) && !j->refused && may_try_again(j)) {
		register_job(j, c, 0);
		return EXPORT_GOES_ON;
	}
	if (c->expired)
		return export_leave(j, EXPORT_FAILED); /* for what the store says: temporary */
	return good ? export_failed(j, why) : cannot_fetch(j, c);
}

/*
 * The call has the reason. A 4xx may be due to one of several flows, or to several flows in one
 * job.
 */
static enum export_progress
export_refused(struct export_job *j, const struct call *c)
{
	bool several = j->n > 1 && c->verdict == CALL_REFUSED && c->status / 100 == 4;

	j->refused = several && j->step == EXPORT_REGISTER;
	return export_leave(j, several ? EXPORT_ALONE : EXPORT_FAILED);
}

enum export_progress
export_job_next(struct export_job *j, struct call *c)
{
	enum export_progress progress;
	const char *why = NULL;
	struct jx *x;

	if (j->step == EXPORT_FETCH)
		return export_fetched(j, c);
	if (c->verdict != CALL_OK)
		return export_refused(j, c);
	x = jx_parse(buf_slice(&c->body), &why);
	if (x == NULL)
		return export_failed(j, "the answer about the export job is not understood");
	progress = j->step == EXPORT_REGISTER ? export_registered(j, c, x) : export_looked(j, c, x);
	jx_free(x);
	return progress;
}
