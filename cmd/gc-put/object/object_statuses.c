/* object_statuses.c - the statuses of a worktype that was just created */
#include "object/object_statuses.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "object/object_run.h"
#include "object/object_target.h"

static void statuses_next(struct object_statuses *s);

static struct slice
statuses_id(const struct object_view *v, uint32_t node)
{
	uint32_t at = node != DIFF_NONE ? diff_member(&v->t, node, "id") : DIFF_NONE;

	return diff_is(&v->t, at, JSON_STRING) ? diff_token(&v->t, at) : slice_of("", 0);
}

static void
statuses_body(const struct object_statuses *s, struct buf *b)
{
	static const char *const names[] = {"name", "category", "description",
	    "statusTransitionDelaySeconds", "statusTransitionTime", "autoTerminateWorkitem"};
	const struct object_view *v = &s->o->view;

	buf_clear(b);
	json_write_open(b, NULL);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		uint32_t at = diff_member(&v->t, s->status, names[i]);
		if (at != DIFF_NONE && v->t.v[at].type != JSON_NULL)
			json_write_raw(b, names[i], diff_json(&v->t, at));
	}
	json_write_close(b);
}

/* The destinations under their new ids. False: it has none. */
static bool
statuses_targets(const struct object_statuses *s, struct buf *b)
{
	const struct object_view *v = &s->o->view;
	const struct object_target *t = s->o->put->objects->target;
	uint32_t list = diff_member(&v->t, s->status, "destinationStatuses");
	uint32_t one = diff_member(&v->t, s->status, "defaultDestinationStatus");
	struct slice id = object_target_mapped(t, statuses_id(v, one));
	bool any = id.n > 0;

	buf_clear(b);
	json_write_open(b, NULL);
	json_write_open_array(b, "destinationStatusIds");
	for (uint32_t i = list != DIFF_NONE ? diff_first(&v->t, list) : DIFF_NONE; i != DIFF_NONE;
	     i = diff_next(&v->t, i)) {
		struct slice to = object_target_mapped(t, statuses_id(v, i));
		any |= to.n > 0;
		if (to.n > 0)
			json_write_string(b, NULL, to);
	}
	json_write_close_array(b);
	json_write_filled(b, "defaultDestinationStatusId", id);
	json_write_close(b);
	return any;
}

static void
statuses_sent(void *self)
{
	struct object_statuses *s = self;
	struct put_object *o = s->o;
	struct jx *x;

	if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "create", "cannot create its statuses");
		return;
	}
	x = object_answer(o, "create");
	if (x == NULL)
		return;
	if (!s->second)
		object_target_map(
		    o->put->objects->target, statuses_id(&o->view, s->status), jx_string(x, "/id"));
	jx_free(x);
	s->status = diff_next(&o->view.t, s->status);
	statuses_next(s);
}

static void
statuses_finished(void *self)
{
	struct object_statuses *s = self;

	if (s->o->task.call.verdict == CALL_OK)
		s->then.step(s->then.self);
	else
		object_failed(s->o, "create", "cannot set its default status");
}

static uint32_t
statuses_first(const struct object_view *v)
{
	uint32_t list = object_view_at(v, "/statuses");

	return diff_is(&v->t, list, JSON_ARRAY) ? diff_first(&v->t, list) : DIFF_NONE;
}

static void
statuses_finish(struct object_statuses *s)
{
	struct put_object *o = s->o;
	struct slice id = object_target_mapped(o->put->objects->target,
	    statuses_id(&o->view, object_view_at(&o->view, "/defaultStatus")));

	if (id.n == 0) {
		s->then.step(s->then.self);
		return;
	}
	buf_clear(&o->task.out);
	json_write_open(&o->task.out, NULL);
	json_write_string(&o->task.out, "defaultStatusId", id);
	json_write_close(&o->task.out);
	object_call_self(o, "PATCH", statuses_finished, s, NULL);
}

static void
statuses_next(struct object_statuses *s)
{
	struct put_object *o = s->o;

	if (s->status == DIFF_NONE && !s->second) {
		s->second = true;
		s->status = statuses_first(&o->view);
	}
	while (s->second && s->status != DIFF_NONE && !statuses_targets(s, &o->task.out))
		s->status = diff_next(&o->view.t, s->status);
	if (s->status == DIFF_NONE) {
		statuses_finish(s);
	} else if (s->second) {
		struct slice id =
		    object_target_mapped(o->put->objects->target, statuses_id(&o->view, s->status));
		object_call(o, "PATCH", statuses_sent, s, "/statuses/%s", id.p);
	} else {
		statuses_body(s, &o->task.out);
		o->task.call.once = true;
		object_call(o, "POST", statuses_sent, s, "/statuses");
	}
}

void
object_statuses_start(struct object_statuses *s, struct put_object *o, task_step *then, void *self)
{
	*s = (struct object_statuses){.o = o, .then = {then, self}};
	s->status = statuses_first(&o->view);
	statuses_next(s);
}
