/* object_statuses.c - the statuses of a worktype */
#include "object/object_statuses.h"
#include "base/mem.h"
#include "base/plural.h"
#include "json/json_write.h"
#include "object/object_backup.h"
#include "object/object_create.h"
#include "object/object_progress.h"
#include "object/object_target.h"

static void statuses_create(struct object_statuses *s);
static void statuses_change(struct object_statuses *s);

static bool
statuses_is_chosen(const struct object_statuses *s, const struct status_difference *d)
{
	return d->how == STATUS_MISSING || d->how == STATUS_LACKS ||
	       (d->how == STATUS_DIFFERS && put_object_updates(s->o));
}

/* Whether this member of a status is to be written, or any (NULL). */
static bool
statuses_wants(const struct object_statuses *s, uint32_t status, const char *member)
{
	for (size_t i = 0; i < s->d.n; i++) {
		const struct status_difference *d = &s->d.v[i];
		if (d->mine == status && statuses_is_chosen(s, d) &&
		    (member == NULL || (d->member != NULL && strcmp(d->member, member) == 0)))
			return true;
	}
	return false;
}

static bool
statuses_is_missing(const struct object_statuses *s, uint32_t status)
{
	for (size_t i = 0; i < s->d.n; i++)
		if (s->d.v[i].mine == status && s->d.v[i].how == STATUS_MISSING)
			return true;
	return false;
}

/* What was found, once, into the object's account of itself. */
static void
statuses_report(struct object_statuses *s)
{
	struct put_object *o = s->o;
	struct buf path = BUF_INIT;
	size_t extra = o->created ? 0 : status_extra(&o->view, &o->there);

	for (size_t i = 0; i < s->d.n; i++) {
		const struct status_difference *d = &s->d.v[i];
		bool lacks = d->how == STATUS_MISSING || d->how == STATUS_LACKS;
		*(lacks                        ? &o->completed
		    : statuses_is_chosen(s, d) ? &o->changed
					       : &o->differing) += 1;
		if (d->how == STATUS_FIXED && put_object_updates(o) && o->note.n == 0)
			buf_puts(&o->note, "the API cannot change a status's category");
		buf_clear(&path);
		status_pointer(&o->view, d, &path);
		if (!o->created)
			put_object_path(o, buf_slice(&path));
	}
	if (extra > 0)
		buf_printf(&o->note, "%s%zu status%s that only the target has stay%s",
		    o->note.n > 0 ? "; " : "", extra, plural_of(extra, "", "es"),
		    plural_of(extra, "s", ""));
	buf_release(&path);
}

/* The ids of the target's statuses, for what refers to them. */
static void
statuses_map(const struct object_statuses *s)
{
	const struct object_view *a = &s->o->view, *b = &s->o->there;

	for (uint32_t i = status_next(a, DIFF_NONE); i != DIFF_NONE; i = status_next(a, i)) {
		uint32_t name = diff_member(&a->t, i, "name"), there = DIFF_NONE;
		if (diff_is(&a->t, name, JSON_STRING))
			there = status_named(b, diff_token(&a->t, name));
		if (there != DIFF_NONE)
			object_target_map(
			    s->o->put->objects->target, status_id(a, i), status_id(b, there));
	}
}

static struct slice
statuses_mapped(const struct object_statuses *s, uint32_t reference)
{
	return object_target_mapped(s->o->put->objects->target, status_id(&s->o->view, reference));
}

static bool
statuses_changes(const struct object_statuses *s)
{
	for (size_t i = 0; i < s->d.n; i++)
		if (statuses_is_chosen(s, &s->d.v[i]))
			return true;
	return false;
}

/* Compare with what the target has now; then create what is missing. */
static void
statuses_begin(struct object_statuses *s)
{
	struct put_object *o = s->o;
	bool there = o->there.t.n > 0;

	if (!status_compare(&o->view, there ? &o->there : NULL, &s->d)) {
		object_end(o, PUT_REFUSED, "look", "more than %d statuses", STATUS_MOST);
		return;
	}
	if (there)
		statuses_map(s);
	if (!s->reported)
		statuses_report(s);
	s->reported = true;
	if (o->put->option.dry_run) {
		s->then.step(s->then.self);
		return;
	}
	if (!o->created && statuses_changes(s))
		object_backup(o);
	s->status = status_next(&o->view, DIFF_NONE);
	statuses_create(s);
}

static void
statuses_read_again(void *self)
{
	struct object_statuses *s = self;

	if (s->read.gone)
		object_end(s->o, PUT_FAILED, "complete", "it was deleted meanwhile");
	else
		statuses_begin(s);
}

static void
statuses_read(void *self)
{
	struct object_statuses *s = self;

	object_read_start(&s->read, s->o, statuses_read_again, s);
}

static void
statuses_created(void *self)
{
	struct object_statuses *s = self;
	struct put_object *o = s->o;
	const struct call *c = &o->task.call;
	struct jx *x;

	if (c->verdict == CALL_UNSURE || object_create_exists(c)) {
		if (!task_again(&o->task, &s->tries, statuses_read, s))
			object_failed(o, "complete", "cannot create its statuses");
		return;
	}
	if (c->verdict != CALL_OK) {
		object_failed(o, "complete", "cannot create its statuses");
		return;
	}
	x = object_answer(o, "complete");
	if (x == NULL)
		return;
	s->tries = 0;
	object_target_map(
	    o->put->objects->target, status_id(&o->view, s->status), jx_string(x, "/id"));
	jx_free(x);
	s->status = status_next(&o->view, s->status);
	statuses_create(s);
}

static void
statuses_create(struct object_statuses *s)
{
	struct put_object *o = s->o;

	while (s->status != DIFF_NONE && !statuses_is_missing(s, s->status))
		s->status = status_next(&o->view, s->status);
	if (s->status == DIFF_NONE) {
		s->status = status_next(&o->view, DIFF_NONE);
		statuses_change(s);
		return;
	}
	buf_clear(&o->task.out);
	status_write_new(&o->view, s->status, &o->task.out);
	o->task.call.once = true;
	object_call(o, "POST", statuses_created, s, "/statuses");
}

/* Where it leads, under the target's ids. */
static void
statuses_write_targets(const struct object_statuses *s, bool fresh, struct buf *b)
{
	const struct object_view *v = &s->o->view;
	uint32_t list = diff_member(&v->t, s->status, "destinationStatuses");
	uint32_t one = diff_member(&v->t, s->status, "defaultDestinationStatus");

	if (fresh ? list != DIFF_NONE && diff_first(&v->t, list) != DIFF_NONE
		  : statuses_wants(s, s->status, "destinationStatuses")) {
		json_write_open_array(b, "destinationStatusIds");
		for (uint32_t i = list != DIFF_NONE ? diff_first(&v->t, list) : DIFF_NONE;
		     i != DIFF_NONE; i = diff_next(&v->t, i))
			json_write_filled(b, NULL, statuses_mapped(s, i));
		json_write_close_array(b);
	}
	if (fresh || statuses_wants(s, s->status, "defaultDestinationStatus"))
		json_write_filled(b, "defaultDestinationStatusId", statuses_mapped(s, one));
}

static bool
statuses_is_target(const char *member)
{
	return strcmp(member, "destinationStatuses") == 0 ||
	       strcmp(member, "defaultDestinationStatus") == 0;
}

/* The members that differ; an absent description is an empty one. */
static void
statuses_write_texts(const struct object_statuses *s, struct buf *b)
{
	const struct object_view *v = &s->o->view;

	for (size_t i = 0; i < s->d.n; i++) {
		const struct status_difference *d = &s->d.v[i];
		uint32_t at;
		if (d->mine != s->status || d->how != STATUS_DIFFERS ||
		    statuses_is_target(d->member))
			continue;
		at = diff_member(&v->t, s->status, d->member);
		if (at != DIFF_NONE && v->t.v[at].type != JSON_NULL)
			json_write_raw(b, d->member, diff_json(&v->t, at));
		else
			json_write_cstr(b, d->member, "");
	}
}

static void
statuses_changed(void *self)
{
	struct object_statuses *s = self;

	if (s->o->task.call.verdict != CALL_OK) {
		object_failed(s->o, "complete", "cannot change its statuses");
		return;
	}
	s->status = status_next(&s->o->view, s->status);
	statuses_change(s);
}

static void
statuses_finished(void *self)
{
	struct object_statuses *s = self;

	if (s->o->task.call.verdict == CALL_OK)
		s->then.step(s->then.self);
	else
		object_failed(s->o, "complete", "cannot set its default status");
}

static void
statuses_finish(struct object_statuses *s)
{
	struct put_object *o = s->o;
	struct slice id = statuses_mapped(s, object_view_at(&o->view, "/defaultStatus"));

	if (id.n == 0 || !statuses_wants(s, DIFF_NONE, "defaultStatus")) {
		s->then.step(s->then.self);
		return;
	}
	buf_clear(&o->task.out);
	json_write_open(&o->task.out, NULL);
	json_write_string(&o->task.out, "defaultStatusId", id);
	json_write_close(&o->task.out);
	object_call_self(o, "PATCH", statuses_finished, s, NULL);
}

/* The next status with something to be written. */
static void
statuses_change(struct object_statuses *s)
{
	struct put_object *o = s->o;
	struct buf *out = &o->task.out;

	for (; s->status != DIFF_NONE; s->status = status_next(&o->view, s->status)) {
		bool fresh = statuses_is_missing(s, s->status);
		struct slice id = statuses_mapped(s, s->status);
		if (id.n == 0 || (!fresh && !statuses_wants(s, s->status, NULL)))
			continue;
		buf_clear(out);
		json_write_open(out, NULL);
		if (!fresh && put_object_updates(o))
			statuses_write_texts(s, out);
		statuses_write_targets(s, fresh, out);
		json_write_close(out);
		if (out->n == 2)
			continue;
		object_call(o, "PATCH", statuses_changed, s, "/statuses/%s", id.p);
		return;
	}
	statuses_finish(s);
}

void
object_statuses_start(struct object_statuses *s, struct put_object *o, task_step *then, void *self)
{
	s->o = o;
	s->then = (struct task_next){then, self};
	if (object_view_at(&o->view, "/statuses") == DIFF_NONE)
		then(self);
	else
		statuses_begin(s);
}

void
object_statuses_release(struct object_statuses *s)
{
	status_differences_release(&s->d);
	object_read_release(&s->read);
}
