/*
 * history.c - POST /api/v2/flows/{id}/history, and the listing that comes of it
 *
 * The server collects the history in its own time: the POST gives an operation, whose id is asked
 * for until it is complete. gc-sim knows of a flow that it was created, and of each version when it
 * was checked in; of the published one, that it was published.
 */
#include "flows/flow_request.h"
#include "base/mem.h"
#include "clock/date.h"
#include "flows/flowjson.h"
#include "jobs/sim_job.h"
#include "json/json_write.h"
#include "flows/flow_endpoints.h"
#include "wire/page.h"

enum { HISTORY_MAX_PAGE = 100 };

/* What happened to a version; version 0: the flow was created. */
struct event {
	const char *action;
	size_t version; /* index + 1 */
};

static const struct job_kind history_kind = {NULL, NULL, NULL};

static void
put_progress(struct buf *b, const struct job *job)
{
	json_write_cstr(b, "id", job->id);
	json_write_bool(b, "complete", job->done);
	json_write_open(b, "client");
	json_write_cstr(b, "id", job->client);
	json_write_close(b);
	json_write_cstr(b, "actionName", "HISTORY");
	json_write_cstr(b, "actionStatus", job->done ? "SUCCESS" : "STARTED");
}

void
history_begin(struct request *rq)
{
	const struct org_flow *flow = request_flow(rq);
	struct job *job;
	struct buf *b;

	if (flow == NULL)
		return;
	job = job_new(rq, &history_kind);
	job->flow = xstrdup(flow->id);
	job_start(rq->sim, job);
	b = reply_json(rq, 200);
	json_write_open(b, NULL);
	put_progress(b, job);
	json_write_close(b);
}

/* Newest first, those that ?action= admits; `v` has room for 2 * n + 1. */
static size_t
find_events(const struct request *rq, const struct org_flow *flow, struct event *v)
{
	size_t n = 0;

	for (size_t i = flow->n; i > 0; i--) {
		if (i == flow->published && query_admits(rq, "action", "publish"))
			v[n++] = (struct event){"publish", i};
		if (query_admits(rq, "action", "checkin"))
			v[n++] = (struct event){"checkin", i};
	}
	if (query_admits(rq, "action", "create"))
		v[n++] = (struct event){"create", 0};
	return n;
}

static void
put_event(struct buf *b, const struct sim *sim, const struct org_flow *flow, const struct event *e)
{
	const struct org_version *version = e->version > 0 ? &flow->versions[e->version - 1]
					    : flow->n > 0  ? &flow->versions[0]
							   : NULL;
	char date[DATE_SIZE];

	json_write_open(b, NULL);
	json_write_cstr(b, "action", e->action);
	json_write_cstr(b, "resource", flow->id);
	if (version != NULL) {
		date_format(version->saved_ms, date);
		json_write_cstr(b, "timestamp", date);
	}
	flowjson_author(b, sim, "user");
	if (version != NULL && e->version > 0)
		json_write_cstr(b, "version", version->id);
	json_write_bool(b, "secure", false);
	json_write_close(b);
}

static void
answer_events(struct request *rq, const struct job *job, const struct org_flow *flow)
{
	struct event *events = xcalloc(2 * flow->n + 1, sizeof *events);
	size_t n = find_events(rq, flow, events);
	struct page page;
	struct buf *b;

	if (page_read(rq, &page, n, HISTORY_MAX_PAGE)) {
		b = reply_json(rq, 200);
		json_write_open(b, NULL);
		put_progress(b, job);
		json_write_open_array(b, "entities");
		for (size_t i = page.first; i < page.end; i++)
			put_event(b, rq->sim, flow, &events[page_item(&page, i)]);
		json_write_close_array(b);
		page_finish(rq, &page, PAGE_COUNTS);
	}
	free(events);
}

void
history_list(struct request *rq)
{
	const struct org_flow *flow = request_flow(rq);
	const struct job *job;
	struct buf *b;

	if (flow == NULL)
		return;
	rq->arg[0] = rq->arg[1];
	job = job_find(rq, &history_kind);
	if (job == NULL)
		return;
	if (strcmp(job->flow, flow->id) != 0) {
		reply_not_found(rq, "history", rq->arg[1]);
	} else if (job->done) {
		answer_events(rq, job, flow);
	} else {
		b = reply_json(rq, 200);
		json_write_open(b, NULL);
		put_progress(b, job);
		json_write_close(b);
	}
}
