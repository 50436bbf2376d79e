/* object_csv.c - many rows of a data table at once */
#include "object/object_csv.h"
#include "base/mem.h"

static void csv_register(void *self);

static void csv_look(void *self);

static void
csv_judge(struct object_csv *c, const struct jx *x)
{
	struct put_object *o = c->o;
	struct slice status = jx_string(x, "/status");

	if (slice_is(status, "Succeeded") || slice_is(status, "Failed")) {
		c->then.step(c->then.self);
	} else if (++c->polls < TASK_POLLS) {
		task_poll(&o->task, "import of rows", c->polls, csv_look, c);
	} else {
		o->cause = CAUSE_TEMPORARY;
		object_end(o, PUT_FAILED, "complete",
		    "the import of its rows has not ended yet; run this again later");
	}
}

static void
csv_looked(void *self)
{
	struct object_csv *c = self;
	struct jx *x;

	if (c->o->task.call.verdict != CALL_OK) {
		object_failed(c->o, "complete", "cannot see how the import of its rows went");
		return;
	}
	x = object_answer(c->o, "complete");
	if (x != NULL)
		csv_judge(c, x);
	jx_free(x);
}

static void
csv_look(void *self)
{
	struct object_csv *c = self;

	object_call(c->o, "GET", csv_looked, c, "/import/jobs/%s", c->id);
}

static void
csv_uploaded(void *self)
{
	struct object_csv *c = self;
	struct put_object *o = c->o;

	c->polls = 0;
	if (o->task.call.verdict == CALL_OK)
		csv_look(c);
	else if (!o->task.call.expired || !task_again(&o->task, &c->tries, csv_register, c))
		object_failed(o, "complete", "cannot upload its rows");
}

static void
csv_registered(void *self)
{
	struct object_csv *c = self;
	struct put_object *o = c->o;
	struct slice id;
	struct jx *x;

	if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "complete", "cannot begin an import of its rows");
		return;
	}
	x = object_answer(o, "complete");
	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	free(c->id);
	c->id = xmemdup0(id.p, id.n);
	if (id.n == 0 || !object_upload_take(&c->upload, o, buf_slice(&o->task.call.body),
			     "uploadURI", "uploadHeaders")) {
		object_end(o, PUT_FAILED, "complete",
		    "the import of its rows gives no address that can be used");
	} else {
		buf_clear(&o->task.out);
		buf_add_slice(&o->task.out, buf_slice(&c->csv));
		object_upload_put(&c->upload, o, csv_uploaded, c);
	}
	jx_free(x);
}

static void
csv_register(void *self)
{
	struct object_csv *c = self;

	buf_clear(&c->o->task.out);
	buf_puts(&c->o->task.out, "{\"importMode\":\"Append\"}");
	object_call(c->o, "POST", csv_registered, c, "/import/csv/jobs");
}

void
object_csv_start(struct object_csv *c, struct put_object *o, task_step *then, void *self)
{
	c->o = o;
	c->then = (struct task_next){then, self};
	c->tries = 0;
	csv_register(c);
}

void
object_csv_release(struct object_csv *c)
{
	object_upload_release(&c->upload);
	buf_release(&c->csv);
	free(c->id);
}
