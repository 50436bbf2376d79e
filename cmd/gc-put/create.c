/*
 * create.c - make a flow in the target, once.
 *
 * The answer to POST /api/v2/flows may be lost, and the flow be there: it is looked up by type and
 * name before it is asked for again.
 */
#include "backup.h"
#include "put.h"
#include "target.h"

static void ask(struct errand *e), created(struct errand *e);
static void look_up(struct errand *e), looked_up(struct errand *e);

/* {"name","type","description","division":{"id"}} out of the record, and division_find(). */
static void
flow_body(struct errand *e, struct buf *b)
{
	static const char *const keys[] = {"name", "type", "description"};

	buf_clear(b);
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct member *m = members_find(&e->m, keys[i]);
		if (m == NULL || m->type != JSON_STRING)
			continue;
		buf_printf(b, "%s\"%s\":", b->n == 0 ? "{" : ",", keys[i]);
		buf_add_slice(b, m->value);
	}
	if (e->division.n > 0) {
		buf_puts(b, ",\"division\":{\"id\":");
		json_quote(b, buf_slice(&e->division));
		buf_putc(b, '}');
	}
	buf_putc(b, '}');
}

static void
go_on(struct errand *e, struct slice id)
{
	target_adopt(e, id);
	e->tries = 0;
	e->again(e);
}

static void
ask(struct errand *e)
{
	flow_body(e, &e->out);
	e->call.once = true;
	errand_call(e, "POST", created, "/api/v2/flows");
}

static void
created(struct errand *e)
{
	struct slice id;
	struct jx *x;

	/* 409: somebody, perhaps an earlier try of ours, was faster. */
	if (e->call.verdict == CALL_UNSURE || e->call.status == 409) {
		errand_keep_why(e);
		if (!errand_again(e, look_up))
			errand_failed(e, "create", "the flow is not there, and cannot be created");
		return;
	}
	if (e->call.verdict != CALL_OK) {
		errand_failed(e, "create", "cannot create the flow");
		return;
	}
	x = errand_answer(e, "create");
	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	if (id.n == 0)
		errand_end(e, PUT_FAILED, "create",
		    "the server created a flow and gave no id: run this again");
	else
		go_on(e, id);
	jx_free(x);
}

static void
look_up(struct errand *e)
{
	target_ask(e, looked_up);
}

static void
looked_up(struct errand *e)
{
	if (e->found.n > 0)
		go_on(e, buf_slice(&e->found));
	else
		ask(e);
}

void
create_flow(struct errand *e, errand_step *then)
{
	e->again = then;
	e->tries = 0;
	backup_create(e->put->backup, e);
	ask(e);
}
