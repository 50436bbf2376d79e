/* object_change.c - change what was chosen of an object of the target */
#include "object/object_change.h"
#include "object/object_backup.h"

enum { CHANGE_POLLS = 40 }; /* looks at an operation: some 2 minutes */

static void change_send(struct object_change *c);

size_t
object_change_count(const struct put_object *o, unsigned choice)
{
	size_t n = 0;

	for (size_t i = 0; i < o->differences.n; i++)
		n += object_body_chosen(&o->differences.v[i], choice);
	return n;
}

/* Whether a chosen difference is in one of these members of a data action, which never change. */
static bool
change_is_fixed(const struct put_object *o, unsigned choice)
{
	static const char *const fixed[] = {"contract", "secure", "integrationId"};

	for (size_t i = 0; i < o->differences.n; i++) {
		const struct object_difference *d = &o->differences.v[i];
		struct buf at = BUF_INIT;
		bool is = false;
		object_difference_pointer(&o->view, &o->there, d, &at);
		for (size_t f = 0; f < COUNT_OF(fixed); f++) {
			size_t n = strlen(fixed[f]);
			const char *member = at.p + sizeof "/configuration/" - 1;
			is |= strncmp(member, fixed[f], n) == 0 &&
			      (member[n] == '\0' || member[n] == '/');
		}
		buf_release(&at);
		if (is && object_body_chosen(d, choice))
			return true;
	}
	return false;
}

const char *
object_change_forbids(const struct put_object *o, unsigned choice)
{
	if (o->type->update == OBJECT_FIXED)
		return "the API cannot change such an object";
	if (strcmp(o->type->name, "dataAction") == 0 && change_is_fixed(o, choice))
		return "contract, integration and \"secure\" of a data action never change: give "
		       "it another name, so that a new one is created";
	return NULL;
}

size_t
object_change_can(struct put_object *o, unsigned choice)
{
	size_t n = 0, all = object_change_count(o, choice);

	for (size_t i = 0; i < o->differences.n; i++) {
		const struct object_difference *d = &o->differences.v[i];
		n += object_body_chosen(d, choice) && object_body_sends(&o->view, &o->there, d);
	}
	if (n < all)
		buf_puts(&o->note, "no call of the API takes a member of it away: do that by hand");
	o->differing += all - n;
	return n;
}

static bool
change_conflicts(const struct call *c)
{
	return c->verdict != CALL_OK &&
	       (c->status == 409 ||
		   (c->status == 400 && c->message != NULL &&
		       strstr(c->message, "does not match the current version") != NULL));
}

static void
change_read_again(void *self)
{
	struct object_change *c = self;

	if (c->read.gone)
		object_end(c->o, PUT_FAILED, c->action, "it was deleted meanwhile");
	else
		change_send(c);
}

static void
change_conflicted(void *self)
{
	struct object_change *c = self;

	object_read_start(&c->read, c->o, change_read_again, c);
}

static void change_looked(void *self);

static void
change_look(void *self)
{
	struct object_change *c = self;

	object_read_start(&c->read, c->o, change_looked, c);
}

/* The change was accepted, and is made by the server in its own time. */
static void
change_looked(void *self)
{
	struct object_change *c = self;
	struct put_object *o = c->o;

	if (object_change_count(o, c->choice) == 0) {
		c->then.step(c->then.self);
	} else if (++c->polls < CHANGE_POLLS) {
		task_poll(&o->task, "operation", c->polls, change_look, c);
	} else {
		o->cause = CAUSE_TEMPORARY;
		object_end(o, PUT_FAILED, c->action,
		    "the server accepted the change and has not made it yet; run this again");
	}
}

static void
change_answered(void *self)
{
	struct object_change *c = self;
	struct put_object *o = c->o;

	if (o->task.call.verdict == CALL_OK && strcmp(o->type->name, "flowOutcome") == 0)
		change_look(c);
	else if (o->task.call.verdict == CALL_OK)
		c->then.step(c->then.self);
	else if (!change_conflicts(&o->task.call) ||
		 !task_again(&o->task, &c->tries, change_conflicted, c))
		object_failed(o, c->action, "cannot change it");
}

static void
change_send(struct object_change *c)
{
	struct put_object *o = c->o;
	struct task *t = &o->task;

	buf_clear(&t->out);
	if (object_body_update(&o->view, &o->there, &o->differences, c->choice, &t->out))
		object_call_self(
		    o, o->type->update == OBJECT_PATCH ? "PATCH" : "PUT", change_answered, c, NULL);
	else /* what conflicted was the same change, whose answer was lost */
		c->then.step(c->then.self);
}

void
object_change_start(
    struct object_change *c, struct put_object *o, unsigned choice, task_step *then, void *self)
{
	c->o = o;
	c->then = (struct task_next){then, self};
	c->choice = choice;
	c->tries = c->polls = 0;
	c->action = (choice & OBJECT_LACKING) != 0 ? "complete" : "update";
	object_backup(o);
	change_send(c);
}

void
object_change_release(struct object_change *c)
{
	object_read_release(&c->read);
}
