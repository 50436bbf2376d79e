/* versions.c - the versions of a flow, and the configurations that are the flow itself */
#include "wire/endpoints.h"
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
	if (flow->n == 0) {
		reply_error(rq, 404, "not.found", "Flow '%s' has no configuration.", flow->id);
		return;
	}
	answer_configuration(rq, flow, flow->n - 1);
}

/* Newest first. */
void
flow_versions(struct request *rq)
{
	const struct org_flow *flow = request_flow(rq);
	struct page page;
	struct buf *b;

	if (flow == NULL || !page_read(rq, &page, flow->n, VERSIONS_MAX_PAGE))
		return;
	b = reply_json(rq, 200);
	buf_puts(b, "{\"entities\":[");
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
	*flow = request_flow(rq);
	if (*flow == NULL)
		return 0;
	for (size_t i = 0; i < (*flow)->n; i++)
		if (strcmp((*flow)->versions[i].id, rq->arg[1]) == 0)
			return i + 1;
	reply_error(rq, 404, "not.found", "Flow '%s' has no version '%s'.", rq->arg[0], rq->arg[1]);
	return 0;
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
