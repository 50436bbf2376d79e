/* flow_lookup.c - whether the target has a flow now that its listing at the start did not have */
#include "flow_lookup.h"
#include "outcome.h"

enum { LOOKUP_PAGES = 1000 };

static void flow_lookup_answered(void *self);

/* The server's name filter is wider than exact, so there may be pages of others. */
static void
flow_lookup_ask(struct flow_lookup *l)
{
	char page[16];

	snprintf(page, sizeof page, "%u", l->page);
	task_call(&l->flow->task, "GET", flow_lookup_answered, l,
	    "/api/v2/flows?pageSize=100&pageNumber=%s&name=%s", page, l->flow->name);
}

static bool
flow_lookup_is(const struct put_flow *f, const struct jx *x, size_t i)
{
	struct slice type = jx_string(x, "/entities/%zu/type", i);

	return slice_is(jx_string(x, "/entities/%zu/name", i), f->name) &&
	       type.n == strlen(f->type) && strncasecmp(type.p, f->type, type.n) == 0;
}

static void
flow_lookup_answered(void *self)
{
	struct flow_lookup *l = self;
	struct put_flow *f = l->flow;
	struct jx *x;
	long pages = 1;

	if (f->task.call.verdict != CALL_OK) {
		outcome_failed(f, "create", "cannot see whether the flow was created");
		return;
	}
	x = outcome_answer(f, "create");
	if (x == NULL)
		return;
	for (size_t i = 0, n = jx_count(x, "/entities"); i < n && l->id.n == 0; i++)
		if (flow_lookup_is(f, x, i))
			buf_add_slice(&l->id, jx_string(x, "/entities/%zu/id", i));
	jx_integer(x, 1, LOOKUP_PAGES, &pages, "/pageCount");
	jx_free(x);
	if (l->id.n == 0 && l->page++ < (unsigned)pages)
		flow_lookup_ask(l);
	else
		l->then.step(l->then.self);
}

void
flow_lookup_start(struct flow_lookup *l, struct put_flow *f, task_step *then, void *self)
{
	l->flow = f;
	l->then = (struct task_next){then, self};
	l->page = 1;
	buf_clear(&l->id);
	flow_lookup_ask(l);
}

void
flow_lookup_release(struct flow_lookup *l)
{
	buf_release(&l->id);
}
