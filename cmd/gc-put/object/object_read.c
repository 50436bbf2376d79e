/* object_read.c - read an object of the target */
#include "object/object_read.h"
#include "json/json_write.h"
#include "object/object_tokens.h"

enum { READ_LOOKS = 12 }; /* at an object that may be too new to be read: some 10 s */

static void read_ask(void *self);

static void
read_compare(struct object_read *r)
{
	struct put_object *o = r->o;

	if (!object_view_read(&o->there, &o->json, o->type, buf_slice(&o->actual))) {
		o->quiet = false;
		object_end(o, PUT_FAILED, "look", "the server's answer is not an object");
		return;
	}
	object_compare(&o->view, &o->there, &o->differences);
	object_tokens_settle(o);
	r->then.step(r->then.self);
}

static void
read_inline(struct object_read *r, bool request, struct slice text)
{
	struct put_object *o = r->o;
	struct slice none = {NULL, 0};
	struct buf whole = BUF_INIT;

	if (object_body_inline(
		buf_slice(&o->actual), request ? text : none, request ? none : text, &whole)) {
		buf_release(&o->actual);
		o->actual = whole;
	}
}

/* The last call's answer as a JSON string; a template that is not there is empty. */
static bool
object_read_template(struct object_read *r)
{
	const struct call *c = &r->o->task.call;

	buf_clear(&r->template);
	if (c->verdict == CALL_OK)
		json_quote(&r->template, buf_slice(&c->body));
	return c->verdict == CALL_OK || c->status == 404;
}

static void
read_ask_template(struct object_read *r, const char *name, task_step *step)
{
	static const char *const any[] = {"Accept: */*", NULL};

	r->o->task.call.raw = true;
	r->o->task.call.headers = any;
	object_call(r->o, "GET", step, r, "/templates/%s", name);
}

static void
read_success(void *self)
{
	struct object_read *r = self;

	if (!object_read_template(r)) {
		object_failed(r->o, "look", "cannot read its success template");
		return;
	}
	read_inline(r, false, buf_slice(&r->template));
	read_compare(r);
}

static void
read_request(void *self)
{
	struct object_read *r = self;

	if (!object_read_template(r)) {
		object_failed(r->o, "look", "cannot read its request template");
		return;
	}
	read_inline(r, true, buf_slice(&r->template));
	read_ask_template(r, "successtemplate.vm", read_success);
}

static bool
read_lacks_template(struct object_read *r)
{
	struct put_object *o = r->o;

	if ((o->type->parts & OBJECT_TEMPLATES) == 0 ||
	    !object_view_read(&o->there, &o->json, o->type, buf_slice(&o->actual)))
		return false;
	return object_view_at(&o->there, "/config/request/requestTemplateUri") != DIFF_NONE ||
	       object_view_at(&o->there, "/config/response/successTemplateUri") != DIFF_NONE;
}

static void
read_answered(void *self)
{
	struct object_read *r = self;
	struct put_object *o = r->o;
	struct jx *x;

	if (o->task.call.verdict != CALL_OK && o->task.call.status == 404) {
		r->gone = true;
		if (++r->looks < READ_LOOKS)
			task_poll(&o->task, "new object to be there", r->looks, read_ask, r);
		else
			r->then.step(r->then.self);
		return;
	}
	if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "look", "cannot read the target's");
		return;
	}
	x = object_answer(o, "look");
	if (x == NULL)
		return;
	r->gone = slice_is(jx_string(x, "/state"), "deleted");
	jx_free(x);
	buf_release(&o->actual);
	o->actual = o->task.call.body;
	o->task.call.body = (struct buf)BUF_INIT;
	if (r->gone)
		r->then.step(r->then.self);
	else if (read_lacks_template(r))
		read_ask_template(r, "requesttemplate.vm", read_request);
	else
		read_compare(r);
}

static void
read_ask(void *self)
{
	struct object_read *r = self;
	object_call_self(r->o, "GET", read_answered, r, r->o->type->query);
}

void
object_read_start(struct object_read *r, struct put_object *o, task_step *then, void *self)
{
	r->o = o;
	r->then = (struct task_next){then, self};
	r->looks = 0;
	r->gone = false;
	read_ask(r);
}

void
object_read_release(struct object_read *r)
{
	buf_release(&r->template);
}
