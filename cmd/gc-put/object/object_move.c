/* object_move.c - an object of the target that is in another division */
#include "object/object_move.h"
#include "json/json_write.h"
#include "object/object_backup.h"

/* The types that POST …/divisions/{id}/objects/{TYPE} moves. */
static const struct {
	const char *type, *called;
} moved[] = {{"queue", "QUEUE"}, {"contactList", "CONTACTLIST"}, {"flowOutcome", "FLOWOUTCOME"},
    {"flowMilestone", "FLOWMILESTONE"}, {"ivrConfiguration", "CALLROUTE"},
    {"emergencyGroup", "EMERGENCYGROUPS"}, {"schedule", "ROUTINGSCHEDULES"},
    {"scheduleGroup", "ROUTINGSCHEDULEGROUPS"}, {"dataTable", "DATATABLES"}, {"workbin", "WORKBIN"},
    {"worktype", "WORKTYPE"}, {"responseLibrary", "LIBRARY"}};

static const char *
move_type(const struct put_object *o)
{
	for (size_t i = 0; i < COUNT_OF(moved); i++)
		if (strcmp(o->type->name, moved[i].type) == 0)
			return moved[i].called;
	return NULL;
}

static bool
move_is_skill(const struct put_object *o)
{
	return strcmp(o->type->name, "acdSkill") == 0;
}

static bool
move_is_code(const struct put_object *o)
{
	return strcmp(o->type->name, "acdWrapupCode") == 0;
}

static struct slice
move_division(const struct object_view *v)
{
	uint32_t at = v->t.n > 0 ? object_view_at(v, "/division/id") : DIFF_NONE;

	return diff_is(&v->t, at, JSON_STRING) ? diff_token(&v->t, at) : slice_of("", 0);
}

bool
object_move_differs(const struct put_object *o)
{
	struct slice mine = move_division(&o->view), there = move_division(&o->there);

	return mine.n > 0 && there.n > 0 && !slice_eq(mine, there);
}

static void
move_failed(struct object_move *m)
{
	object_failed(m->o, "update", "cannot move it to its division");
}

static void
move_answered(void *self)
{
	struct object_move *m = self;

	if (m->o->task.call.verdict == CALL_OK)
		m->then.step(m->then.self);
	else
		move_failed(m);
}

static void
move_read(void *self)
{
	struct object_move *m = self;

	if (m->read.gone)
		object_end(m->o, PUT_FAILED, "update", "it was deleted meanwhile");
	else if (object_move_differs(m->o))
		object_end(m->o, PUT_FAILED, "update",
		    "the server left it in its division; move it there by hand");
	else
		m->then.step(m->then.self);
}

static void
move_patched(void *self)
{
	struct object_move *m = self;

	if (m->o->task.call.verdict == CALL_OK)
		object_read_start(&m->read, m->o, move_read, m);
	else
		move_failed(m);
}

/* The target's own object with another division. */
static void
move_write_code(const struct put_object *o, struct buf *b)
{
	static const char *const members[] = {"name", "description"};

	json_write_open(b, NULL);
	for (size_t i = 0; i < COUNT_OF(members); i++) {
		uint32_t at = diff_member(&o->there.t, 0, members[i]);
		if (at != DIFF_NONE && o->there.t.v[at].type != JSON_NULL)
			json_write_raw(b, members[i], diff_json(&o->there.t, at));
	}
	json_write_open(b, "division");
	json_write_token(b, "id", move_division(&o->view));
	json_write_close(b);
	json_write_close(b);
}

static void
move_send(struct object_move *m)
{
	struct put_object *o = m->o;
	struct buf *out = &o->task.out, plain = BUF_INIT;

	object_backup(o);
	buf_clear(out);
	if (move_is_code(o)) {
		move_write_code(o, out);
		object_call_self(o, "PUT", move_answered, m, NULL);
	} else if (move_is_skill(o)) {
		json_write_open(out, NULL);
		json_write_token(out, "divisionId", move_division(&o->view));
		json_write_close(out);
		object_call_self(o, "PATCH", move_patched, m, NULL);
	} else {
		json_write_open_array(out, NULL);
		json_write_cstr(out, NULL, o->target);
		json_write_close_array(out);
		buf_add_slice(&plain, move_division(&o->view));
		o->task.call.raw = true; /* 204 */
		task_call(&o->task, "POST", move_answered, m,
		    "/api/v2/authorization/divisions/%s/objects/%s", plain.p, move_type(o));
	}
	buf_release(&plain);
}

void
object_move_start(struct object_move *m, struct put_object *o, task_step *then, void *self)
{
	bool can = move_type(o) != NULL || move_is_skill(o) || move_is_code(o);

	m->o = o;
	m->then = (struct task_next){then, self};
	if (!object_move_differs(o)) {
		then(self);
		return;
	}
	put_object_path(o, slice_str("/configuration/division/id"));
	if (!can && put_object_updates(o))
		buf_printf(&o->note, "%sno API call moves such an object to another division",
		    o->note.n > 0 ? "; " : "");
	*(can && put_object_updates(o) ? &o->changed : &o->differing) += 1;
	if (can && put_object_updates(o) && !o->put->option.dry_run)
		move_send(m);
	else
		then(self);
}

void
object_move_release(struct object_move *m)
{
	object_read_release(&m->read);
}
