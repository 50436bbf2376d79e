/* versions.c - the versions of a flow, and the configurations that are the flow itself */
#include "flows/flow_request.h"
#include "flows/flow_endpoints.h"
#include "flows/flowjson.h"
#include "wire/page.h"
#include "json/json_write.h"

enum { VERSIONS_MAX_PAGE = 100 };

static void
answer_configuration(struct request *rq, const struct org_flow *flow, size_t i)
{
	struct buf *b = reply_json(rq, 200);
	struct slice bytes = org_configuration(&rq->sim->org, flow, i, b);

	if (bytes.p != b->p)
		buf_add_slice(b, bytes);
}

void
flow_latest(struct request *rq)
{
	const struct org_flow *flow = request_flow(rq);

	if (flow == NULL)
		return;
	if (org_newest(flow) == 0)
		reply_error(rq, 404, "flow.no.config.available",
		    "Flow '%s' has no saved or checked-in configuration.", flow->name);
	else
		answer_configuration(rq, flow, org_newest(flow) - 1);
}

/* Newest first, without the draft. */
void
flow_versions(struct request *rq)
{
	const struct org_flow *flow = request_flow(rq);
	struct page page;
	struct buf *b;

	if (flow == NULL || !page_read(rq, &page, flow->n, VERSIONS_MAX_PAGE))
		return;
	b = page_start(rq, "entities");
	for (size_t i = page.first; i < page.end; i++) {
		flowjson_version(b, rq->sim, flow, flow->n - 1 - page_item(&page, i));
	}
	buf_putc(b, ']');
	page_finish(rq, &page, PAGE_ALL);
}

/* The version that the path names, as index + 1; 0 and a 404 where there is none. */
static size_t
versions_find(struct request *rq, const struct org_flow **flow)
{
	size_t found;

	*flow = request_flow(rq);
	if (*flow == NULL)
		return 0;
	if (strcasecmp(rq->arg[1], "published") == 0)
		found = (*flow)->published;
	else if (strcasecmp(rq->arg[1], "debug") == 0)
		found = (*flow)->debug;
	else
		found = org_find_version(*flow, rq->arg[1]);
	if (found == 0)
		reply_error(rq, 404, "not.found", "Flow '%s': version '%s' is missing.",
		    (*flow)->name, rq->arg[1]);
	return found;
}

void
flow_version(struct request *rq)
{
	const struct org_flow *flow;
	size_t at = versions_find(rq, &flow);

	if (at > 0)
		flowjson_version(reply_json(rq, 200), rq->sim, flow, at - 1);
}

void
flow_configuration(struct request *rq)
{
	const struct org_flow *flow;
	size_t at = versions_find(rq, &flow);

	if (at > 0)
		answer_configuration(rq, flow, at - 1);
}
