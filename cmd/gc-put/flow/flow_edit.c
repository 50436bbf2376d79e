/* flow_edit.c - give a flow the record's name and description */
#include "flow/flow_edit.h"
#include "json/json_write.h"
#include "run/outcome.h"

static void flow_edit_ask(void *self);

static void
flow_edit_answered(void *self)
{
	struct flow_edit *e = self;
	struct put_flow *f = e->flow;

	if (conflict_is(&f->task.call))
		conflict_start(&e->conflict, f, &e->tries, flow_edit_ask, e);
	else if (f->task.call.verdict != CALL_OK)
		outcome_failed(f, put_flow_action(f), "cannot change name and description");
	else
		e->then.step(e->then.self);
}

static void
flow_edit_ask(void *self)
{
	struct flow_edit *e = self;
	struct put_flow *f = e->flow;
	const struct member *description = members_find(&f->m, "description");
	struct slice division = jx_string(f->meta, "/division/id");
	struct buf *out = &f->task.out;

	put_flow_write_type(f, out);
	json_write_cstr(out, "name", f->name);
	if (description != NULL && description->type == JSON_STRING)
		json_write_raw(out, "description", description->value);
	else
		json_write_cstr(out, "description", "");
	if (division.n > 0) {
		json_write_open(out, "division");
		json_write_string(out, "id", division);
		json_write_close(out);
	}
	json_write_close(out);
	task_call(&f->task, "PUT", flow_edit_answered, e, "/api/v2/flows/%s", f->target);
}

void
flow_edit_start(struct flow_edit *e, struct put_flow *f, task_step *then, void *self)
{
	e->flow = f;
	e->then = (struct task_next){then, self};
	e->tries = 0;
	flow_edit_ask(e);
}

void
flow_edit_release(struct flow_edit *e)
{
	conflict_release(&e->conflict);
}
