/* create.c - make a flow in the target, once */
#include "backup.h"
#include "err.h"
#include "mem.h"
#include "put.h"
#include "target.h"
#include "url.h"

enum { CREATE_TRIES = 4 };

static void created(struct errand *e), looked_up(struct errand *e);

/* {"name","type","description","division":{"id"}} out of the record: API POST /api/v2/flows. */
static void
flow_body(struct errand *e, struct buf *b)
{
	static const char *const keys[] = {"name", "type", "description"};
	const struct member *division = members_find(&e->m, "division");
	struct members d = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice id = {NULL, 0};

	buf_clear(b);
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct member *m = members_find(&e->m, keys[i]);
		if (m == NULL || m->type != JSON_STRING)
			continue;
		buf_printf(b, "%s\"%s\":", b->n == 0 ? "{" : ",", keys[i]);
		buf_add_slice(b, m->value);
	}
	if (division != NULL && division->type == JSON_OBJECT &&
	    members_read(&d, &j, division->value))
		id = members_string(&d, "id");
	if (id.n > 0)
		buf_printf(b, ",\"division\":{\"id\":\"%.*s\"}", SLICE_ARGS(id));
	buf_putc(b, '}');
	members_release(&d);
	json_release(&j);
}

static void
adopt(struct errand *e, struct slice id)
{
	e->target = xmemdup0(id.p, id.n);
	e->created = true;
	e->out.n = 0;
	target_add(e->put->target, id, slice_str(e->type), slice_str(e->name), 0);
	backup_created(e->put->backup, e);
	e->then(e);
}

static void
ask(struct errand *e)
{
	flow_body(e, &e->out);
	e->call.once = true;
	errand_call(e, "POST", created, "/api/v2/flows");
}

static void
look_up(struct errand *e)
{
	struct buf name = BUF_INIT;

	url_escape(&name, slice_str(e->name));
	e->out.n = 0;
	errand_call(e, "GET", looked_up, "/api/v2/flows?pageSize=100&name=%s", name.p);
	buf_release(&name);
}

static void
created(struct errand *e)
{
	struct jx *x;

	e->call.once = false;
	/* 409: somebody, perhaps an earlier try of ours, was faster. */
	if (e->call.verdict == CALL_UNSURE || e->call.status == 409) {
		look_up(e);
		return;
	}
	if (e->call.verdict != CALL_OK) {
		errand_failed(e, "create", "cannot create the flow");
		return;
	}
	x = errand_answer(e, "create");
	if (x == NULL)
		return;
	if (jx_string(x, "/id").n == 0)
		errand_end(e, PUT_FAILED, "create", "the server created a flow and gave no id");
	else
		adopt(e, jx_string(x, "/id"));
	jx_free(x);
}

/* The flow that the lost answer may have been about: the server's filter is wider than exact. */
static void
looked_up(struct errand *e)
{
	struct jx *x;

	if (e->call.verdict != CALL_OK) {
		errand_failed(e, "create", "cannot see whether the flow was created");
		return;
	}
	x = errand_answer(e, "create");
	if (x == NULL)
		return;
	for (size_t i = 0, n = jx_count(x, "/entities"); i < n; i++) {
		struct slice type = jx_string(x, "/entities/%zu/type", i);
		if (slice_is(jx_string(x, "/entities/%zu/name", i), e->name) &&
		    type.n == strlen(e->type) && strncasecmp(type.p, e->type, type.n) == 0) {
			adopt(e, jx_string(x, "/entities/%zu/id", i));
			jx_free(x);
			return;
		}
	}
	jx_free(x);
	if (++e->tries < CREATE_TRIES)
		ask(e);
	else
		errand_end(e, PUT_FAILED, "create",
		    "the answer to creating the flow was lost %d times, and it is not there",
		    CREATE_TRIES);
}

void
create_flow(struct errand *e, errand_step *then)
{
	e->then = then;
	e->tries = 0;
	ask(e);
}
