/* object_create.c - make an object in the target, once */
#include "object/object_create.h"
#include "object/object_find.h"
#include "base/ascii.h"
#include "base/clock.h"
#include "base/mem.h"
#include "object/object_backup.h"
#include "object/object_progress.h"
#include "object/object_target.h"

/*
 * Milliseconds: after a lost answer, how long it is looked up before it counts as not created; and
 * how long a run waits for what the server says exists.
 */
enum { LOST_MS = 5000, EXISTS_MS = 120 * 1000 };

static void create_ask(struct object_create *c);

static bool
create_text_has(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (; text != NULL && *text != '\0'; text++)
		if (strncasecmp(text, word, n) == 0)
			return true;
	return false;
}

/* Codes and texts as the server's services have them; a 409 can hardly mean anything else. */
bool
object_create_exists(const struct call *c)
{
	static const char *const words[] = {
	    "already exist", "not unique", "duplicate", "must be unique", "same name"};
	static const char *const codes[] = {"duplicate", "already.exist", ".exists", "not.unique"};
	bool said = c->status == 409;

	if (c->verdict == CALL_OK || (c->status != 409 && c->status != 400))
		return false;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		said |= create_text_has(c->message, words[i]);
	for (size_t i = 0; i < COUNT_OF(codes); i++)
		said |= create_text_has(c->code, codes[i]);
	return said;
}

static void
create_go_on(struct object_create *c, struct slice id)
{
	struct put_object *o = c->o;

	free(o->target);
	o->target = xmemdup0(id.p, id.n);
	o->created = !c->existed;
	object_progress_found(o);
	c->then.step(c->then.self);
}

static void
create_awaited(void *self)
{
	struct object_create *c = self;

	if (c->lookup.id.n > 0) {
		c->o->put->objects->exists_until = 0;
		c->existed = !c->lost;
		create_go_on(c, buf_slice(&c->lookup.id));
		return;
	}
	if (c->lookup.twin.n > 0) {
		object_refuse_twin(c->o, c->lookup.twin.p);
		return;
	}
	if (c->lookup.other.n > 0) {
		object_end(c->o, PUT_REFUSED, "create",
		    "the target has one of this name in another place (%s), and the server takes "
		    "no second one",
		    c->lookup.other.p);
		return;
	}
	c->o->call_failed = true;
	object_end(c->o, PUT_FAILED, "create",
	    "the server says that it exists, and does not list it; a deleted object keeps its name "
	    "for a while");
}

/*
 * Listings lag, so it may come up. What one object has waited counts for all that follow, until one
 * is found: a server that says so of everything costs one such wait in a run.
 */
static void
create_await(struct object_create *c)
{
	int64_t *until = &c->o->put->objects->exists_until, now = clock_ms();

	if (*until == 0)
		*until = now + EXISTS_MS;
	object_lookup_start(&c->lookup, c->o, *until > now ? *until - now : 0, create_awaited, c);
}

static void
create_looked_up(void *self)
{
	struct object_create *c = self;

	if (c->lookup.id.n > 0)
		create_go_on(c, buf_slice(&c->lookup.id));
	else
		create_ask(c);
}

static void
create_look_up(void *self)
{
	struct object_create *c = self;

	object_lookup_start(&c->lookup, c->o, LOST_MS, create_looked_up, c);
}

static void
create_created(struct object_create *c)
{
	struct jx *x = object_answer(c->o, "create");
	struct slice id;

	if (x == NULL)
		return;
	id = jx_string(x, "/id");
	if (id.n > 0) {
		create_go_on(c, id);
	} else {
		c->o->cause = CAUSE_BUSY;
		object_end(c->o, PUT_FAILED, "create",
		    "the server created it and gave no id; run this again");
	}
	jx_free(x);
}

static void
create_answered(void *self)
{
	struct object_create *c = self;
	struct put_object *o = c->o;

	if (o->task.call.verdict == CALL_OK)
		create_created(c);
	else if (object_create_exists(&o->task.call))
		create_await(c);
	else if (o->task.call.verdict == CALL_UNSURE) {
		c->lost = true;
		if (!task_again(&o->task, &c->tries, create_look_up, c))
			object_failed(o, "create", "it is not there, and cannot be created");
	} else {
		object_failed(o, "create", "cannot create it");
	}
}

static void
create_ask(struct object_create *c)
{
	struct task *t = &c->o->task;

	buf_clear(&t->out);
	object_body_create(&c->o->view, &t->out);
	t->call.once = true;
	task_call_url(t, "POST", create_answered, c, c->o->type->path);
}

void
object_create_start(struct object_create *c, struct put_object *o, task_step *then, void *self)
{
	c->o = o;
	c->then = (struct task_next){then, self};
	object_backup_create(o);
	create_ask(c);
}

void
object_create_release(struct object_create *c)
{
	object_lookup_release(&c->lookup);
}
