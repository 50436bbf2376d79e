/* versions.c - the versions of a flow, and the configurations that are the flow itself */
#include "endpoints.h"
#include "flowjson.h"
#include "page.h"
#include "put.h"

enum { VERSIONS_MAX_PAGE = 100 };

/* A version's own bytes last as long as the org; made ones go into the answer. */
static void
answer_configuration(struct call *c, const struct org_flow *flow, size_t i)
{
	struct buf *b = reply_json(c, 200);
	struct slice bytes = org_configuration(&c->sim->org, flow, i, b);

	if (bytes.p != b->p)
		c->reply.kept = bytes;
}

void
flow_latest(struct call *c)
{
	const struct org_flow *flow = call_flow(c);

	if (flow == NULL)
		return;
	if (flow->n == 0) {
		reply_error(c, 404, "not.found", "Flow '%s' has no configuration.", flow->id);
		return;
	}
	answer_configuration(c, flow, flow->n - 1);
}

/* Newest first. */
void
flow_versions(struct call *c)
{
	const struct org_flow *flow = call_flow(c);
	struct page page;
	struct buf *b;

	if (flow == NULL || !page_read(c, &page, flow->n, VERSIONS_MAX_PAGE))
		return;
	b = page_begin(c);
	for (size_t i = page.first; i < page.end; i++) {
		put_comma(b);
		put_version(b, c->sim, flow, flow->n - 1 - page_item(&page, i));
	}
	page_finish(c, &page);
}

/* The version that the path names, as index + 1; 0 and a 404 where there is none. */
static size_t
find_version(struct call *c, const struct org_flow **flow)
{
	*flow = call_flow(c);
	if (*flow == NULL)
		return 0;
	for (size_t i = 0; i < (*flow)->n; i++)
		if (strcmp((*flow)->versions[i].id, c->arg[1]) == 0)
			return i + 1;
	reply_error(c, 404, "not.found", "Flow '%s' has no version '%s'.", c->arg[0], c->arg[1]);
	return 0;
}

void
flow_version(struct call *c)
{
	const struct org_flow *flow;
	size_t at = find_version(c, &flow);

	if (at > 0)
		put_version(reply_json(c, 200), c->sim, flow, at - 1);
}

void
flow_configuration(struct call *c)
{
	const struct org_flow *flow;
	size_t at = find_version(c, &flow);

	if (at > 0)
		answer_configuration(c, flow, at - 1);
}
