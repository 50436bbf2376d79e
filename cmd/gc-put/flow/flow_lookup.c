/* flow_lookup.c - whether the target has a flow now that its listing at the start did not have */
#include "flow/flow_lookup.h"
#include "base/clock.h"
#include "base/fold.h"
#include "run/outcome.h"

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
flow_lookup_same(struct slice a, const char *b)
{
	return fold_same(a, slice_str(b));
}

/* Takes the flow of that name, which beats one whose case differs. */
static void
flow_lookup_take(struct flow_lookup *l, const struct jx *x)
{
	const struct put_flow *f = l->flow;

	for (size_t i = 0, n = jx_count(x, "/entities"); i < n && !l->exact; i++) {
		struct slice type = jx_string(x, "/entities/%zu/type", i);
		struct slice name = jx_string(x, "/entities/%zu/name", i);
		if (!flow_lookup_same(type, f->type) || !flow_lookup_same(name, f->name))
			continue;
		l->exact = slice_is(name, f->name);
		if (l->exact || l->id.n == 0) {
			buf_clear(&l->id);
			buf_add_slice(&l->id, jx_string(x, "/entities/%zu/id", i));
		}
	}
}

static void
flow_lookup_begin(void *self)
{
	struct flow_lookup *l = self;

	l->page = 1;
	l->exact = false;
	buf_clear(&l->id);
	flow_lookup_ask(l);
}

static void
flow_lookup_end(struct flow_lookup *l)
{
	if (l->id.n == 0 && l->until != 0 && clock_ms() < l->until)
		task_poll(
		    &l->flow->task, "new flow to be listed", ++l->looks, flow_lookup_begin, l);
	else
		l->then.step(l->then.self);
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
	flow_lookup_take(l, x);
	jx_integer(x, 1, LOOKUP_PAGES, &pages, "/pageCount");
	jx_free(x);
	if (!l->exact && l->page++ < (unsigned)pages)
		flow_lookup_ask(l);
	else
		flow_lookup_end(l);
}

void
flow_lookup_start(struct flow_lookup *l, struct put_flow *f, task_step *then, void *self)
{
	l->flow = f;
	l->then = (struct task_next){then, self};
	l->until = 0;
	flow_lookup_begin(l);
}

void
flow_lookup_wait(struct flow_lookup *l, struct put_flow *f, task_step *then, void *self)
{
	l->flow = f;
	l->then = (struct task_next){then, self};
	l->until = clock_ms() + LOOKUP_MS;
	l->looks = 0;
	flow_lookup_begin(l);
}

void
flow_lookup_release(struct flow_lookup *l)
{
	buf_release(&l->id);
}
