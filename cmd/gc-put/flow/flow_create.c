/* flow_create.c - make a flow in the target, once */
#include "flow/flow_create.h"
#include "flow/backup.h"
#include "run/division.h"
#include "http/api_code.h"
#include "json/json_write.h"
#include "object/object_progress.h"
#include "object/object_target.h"
#include "run/outcome.h"
#include "flow/target_find.h"

static void flow_create_ask(struct flow_create *c);

static void
flow_create_body(const struct flow_create *c, struct buf *b)
{
	const struct member *description = members_find(&c->flow->m, "description");

	put_flow_write_type(c->flow, b);
	json_write_cstr(b, "name", c->flow->name);
	if (description != NULL && description->type == JSON_STRING)
		json_write_raw(b, "description", description->value);
	else
		json_write_cstr(b, "description", "");
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

/* The server says that it exists. */
static void
flow_create_awaited(void *self)
{
	struct flow_create *c = self;

	if (c->lookup.id.n > 0) {
		c->existed = !c->lost;
		flow_create_go_on(c, buf_slice(&c->lookup.id));
		return;
	}
	c->flow->cause = CAUSE_TEMPORARY;
	outcome_end(c->flow, PUT_FAILED, "create",
	    "the server says that the flow exists, and has not listed it for %d s; run this again",
	    LOOKUP_MS / 1000);
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

/* Whether the server says that there is such a flow; a 409 can hardly mean anything else. */
static bool
flow_create_exists(const struct call *c)
{
	enum api_code code = api_code_of(c->code);

	return c->verdict != CALL_OK &&
	       (code == API_CODE_EXISTS || (c->status == 409 && code == API_CODE_OTHER));
}

static void
flow_create_created(struct flow_create *c)
{
	struct put_flow *f = c->flow;
	struct jx *x = outcome_answer(f, "create");
	struct slice id;

	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	if (id.n > 0) {
		put_flow_take_meta(f, buf_slice(&f->task.call.body));
		flow_create_go_on(c, id);
	} else {
		f->cause = CAUSE_BUSY;
		outcome_end(f, PUT_FAILED, "create",
		    "the server created a flow and gave no id; run this again");
	}
	jx_free(x);
}

static void
flow_create_answered(void *self)
{
	struct flow_create *c = self;
	struct put_flow *f = c->flow;

	if (f->task.call.verdict == CALL_OK) {
		flow_create_created(c);
	} else if (flow_create_exists(&f->task.call)) {
		flow_lookup_wait(&c->lookup, f, flow_create_awaited, c);
	} else if (f->task.call.verdict == CALL_UNSURE) {
		c->lost = true;
		if (!task_again(&f->task, &c->tries, flow_create_look_up, c))
			outcome_failed(f, "create", "the flow is not there, and cannot be created");
	} else {
		outcome_failed(f, "create", "cannot create the flow");
	}
}

static void
flow_create_ask(struct flow_create *c)
{
	struct task *t = &c->flow->task;

	flow_create_body(c, &t->out);
	t->call.once = true;
	task_call(t, "POST", flow_create_answered, c, "/api/v2/flows");
}

/* A division that this run has created, or in a dry run would. */
static bool
flow_create_new_division(struct flow_create *c, struct put_flow *f)
{
	const struct object_target *t = f->put->objects->target;
	struct buf plain = BUF_INIT;
	struct slice id = json_text(members_string_in(&f->m, "division", "id"), &plain);
	struct slice to = object_target_mapped(t, id);
	bool known = to.n > 0 || object_target_plans(t, id);

	buf_add_slice(&c->division, to);
	buf_release(&plain);
	return known;
}

bool
flow_create_prepare(struct flow_create *c, struct put_flow *f, const char *action)
{
	struct buf why = BUF_INIT;
	bool good = flow_create_new_division(c, f) ||
		    division_find(f->put->divisions, &f->m, &c->division, &why);

	c->flow = f;
	if (good && strcasecmp(f->type, "voicemail") == 0) {
		good = false;
		buf_puts(&why, "the API cannot create voicemail flows; create it in Architect, "
			       "then run this again");
	}
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
	c->lost = c->existed = false;
	c->noted = backup_create(c->flow->put->backup, c->flow);
	flow_create_ask(c);
}

void
flow_create_release(struct flow_create *c)
{
	flow_lookup_release(&c->lookup);
	buf_release(&c->division);
}
