/* flow_create.c - make a flow in the target, once */
#include "flow_create.h"
#include "json/json_write.h"
#include "backup.h"
#include "division.h"
#include "outcome.h"
#include "target_find.h"

static void flow_create_ask(struct flow_create *c);

/* {"name","type","description","division":{"id"}} */
static void
flow_create_body(const struct flow_create *c, struct buf *b)
{
	static const char *const keys[] = {"name", "type", "description"};

	buf_clear(b);
	json_write_open(b, NULL);
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct member *m = members_find(&c->flow->m, keys[i]);
		if (m != NULL && m->type == JSON_STRING)
			json_write_raw(b, keys[i], m->value);
	}
	if (c->division.n > 0) {
		json_write_open(b, "division");
		json_write_string(b, "id", buf_slice(&c->division));
		json_write_close(b);
	}
	json_write_close(b);
}

static void
flow_create_go_on(struct flow_create *c, struct slice id)
{
	target_adopt(c->flow, id);
	c->then.step(c->then.self);
}

static void
flow_create_looked_up(void *self)
{
	struct flow_create *c = self;

	if (c->lookup.id.n > 0)
		flow_create_go_on(c, buf_slice(&c->lookup.id));
	else
		flow_create_ask(c);
}

static void
flow_create_look_up(void *self)
{
	struct flow_create *c = self;

	flow_lookup_start(&c->lookup, c->flow, flow_create_looked_up, c);
}

static void
flow_create_answered(void *self)
{
	struct flow_create *c = self;
	struct put_flow *f = c->flow;
	struct slice id;
	struct jx *x;

	/* 409: somebody, perhaps an earlier try of ours, was faster. */
	if (f->task.call.verdict == CALL_UNSURE || f->task.call.status == 409) {
		if (!task_again(&f->task, &c->tries, flow_create_look_up, c))
			outcome_failed(f, "create", "the flow is not there, and cannot be created");
		return;
	}
	if (f->task.call.verdict != CALL_OK) {
		outcome_failed(f, "create", "cannot create the flow");
		return;
	}
	x = outcome_answer(f, "create");
	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	if (id.n == 0)
		outcome_end(f, PUT_FAILED, "create",
		    "the server created a flow and gave no id; run this again");
	else
		flow_create_go_on(c, id);
	jx_free(x);
}

static void
flow_create_ask(struct flow_create *c)
{
	struct task *t = &c->flow->task;

	flow_create_body(c, &t->out);
	t->call.once = true;
	task_call(t, "POST", flow_create_answered, c, "/api/v2/flows");
}

bool
flow_create_prepare(struct flow_create *c, struct put_flow *f, const char *action)
{
	struct buf why = BUF_INIT;
	bool good = division_find(f->put->divisions, &f->m, &c->division, &why);

	c->flow = f;
	if (!good)
		outcome_end(f, PUT_REFUSED, action, "%s", why.p);
	buf_release(&why);
	return good;
}

void
flow_create_start(struct flow_create *c, task_step *then, void *self)
{
	c->then = (struct task_next){then, self};
	c->tries = 0;
	backup_create(c->flow->put->backup, c->flow);
	flow_create_ask(c);
}

void
flow_create_release(struct flow_create *c)
{
	flow_lookup_release(&c->lookup);
	buf_release(&c->division);
}
