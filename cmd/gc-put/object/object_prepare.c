/* object_prepare.c - a record's configuration as the target gets it */
#include "object/object_prepare.h"
#include "base/mem.h"
#include "json/splice.h"
#include "object/object_progress.h"
#include "object/object_target.h"
#include "object/object_tokens.h"
#include "record/flowtype.h"
#include "record/reftype.h"
#include "record/listed_types.h"
#include "run/target.h"

static void prepare_go_on(struct object_prepare *p);

static struct object_target *
prepare_target(const struct put_object *o)
{
	return o->put->objects->target;
}

/* The member's string as spelled, with its quotes; empty: there is none. */
static struct slice
prepare_template(const struct put_object *o, const char *name)
{
	struct member found;

	if (!members_find_in(&o->m, "templates", name, &found) || found.type != JSON_STRING)
		return slice_of(NULL, 0);
	return found.value;
}

static bool
prepare_is_division(const struct put_object *o, uint32_t node)
{
	return strcmp(object_view_refers_to(&o->view, node), "division") == 0;
}

/* The division's id in the target; empty: it is not there. */
static struct slice
prepare_division(const struct put_object *o, uint32_t node, struct slice id, struct buf *plain)
{
	const struct object_target *t = prepare_target(o);
	uint32_t name = diff_member(&o->view.t, node, "name");
	struct slice mapped = object_target_mapped(t, id), token;
	const char *why;

	if (mapped.n > 0)
		return mapped;
	if (slice_is(id, "*") || object_target_has(t, "division", id) ||
	    !object_target_lists(t, "division", &why))
		return id;
	token = diff_is(&o->view.t, name, JSON_STRING)
		    ? diff_token(&o->view.t, name)
		    : members_string_in(&o->m, "division", "name");
	return object_target_division(t, json_text(token, plain));
}

/* The id in the place of a reference's. False: there is no such division. */
static bool
prepare_map(struct put_object *o, uint32_t node, struct splices *s)
{
	uint32_t at = object_view_id(&o->view, node);
	struct buf plain = BUF_INIT, name = BUF_INIT, text = BUF_INIT;
	struct slice id, to;
	bool good;

	if (at == DIFF_NONE)
		return true;
	id = json_text(diff_token(&o->view.t, at), &plain);
	if (prepare_is_division(o, node))
		to = prepare_division(o, node, id, &name);
	else
		to = object_target_mapped(prepare_target(o), id);
	/* What a person creates may be in a division that is not there yet. */
	good = to.n > 0 || !prepare_is_division(o, node) || o->type->stage == 0;
	if (to.n > 0 && !slice_eq(to, id)) {
		json_quote(&text, to);
		splices_add(s, o->view.t.v[at].at - 1, o->view.t.v[at].n + 2, buf_slice(&text));
	}
	buf_release(&plain);
	buf_release(&name);
	buf_release(&text);
	return good;
}

static void
prepare_refuse_division(struct put_object *o, uint32_t node)
{
	uint32_t name = diff_member(&o->view.t, node, "name");
	struct slice token = diff_is(&o->view.t, name, JSON_STRING)
				 ? diff_token(&o->view.t, name)
				 : members_string_in(&o->m, "division", "name");

	if (token.n == 0)
		token = diff_token(&o->view.t, object_view_id(&o->view, node));
	object_end(o, PUT_REFUSED, "create",
	    "the target has no division \"%.*s\": create it there, or have gc-plan --rename and "
	    "gc-remap name another",
	    SLICE_ARGS(token));
}

/* With ids of the target; false: the object has ended. */
static bool
prepare_map_all(struct put_object *o)
{
	struct splices s = SPLICES_INIT;
	struct buf mapped = BUF_INIT;
	uint32_t bad = DIFF_NONE;

	for (uint32_t i = 0; i < o->view.t.n && bad == DIFF_NONE; i++)
		if ((o->view.marks[i] & OBJECT_REFERS) != 0 && !prepare_map(o, i, &s))
			bad = i;
	if (bad != DIFF_NONE) {
		prepare_refuse_division(o, bad);
	} else if (s.n > 0) {
		splices_apply(&s, buf_slice(&o->record), &mapped);
		buf_release(&o->record);
		o->record = mapped;
		object_view_read(&o->view, &o->json, o->type, buf_slice(&o->record));
	}
	splices_release(&s);
	return bad == DIFF_NONE;
}

bool
object_take(struct put_object *o)
{
	const struct member *configuration = members_find(&o->m, "configuration");

	buf_clear(&o->record);
	if ((o->type->parts & OBJECT_TEMPLATES) == 0 ||
	    !object_body_inline(configuration->value, prepare_template(o, "requestTemplate"),
		prepare_template(o, "successTemplate"), &o->record))
		buf_add_slice(&o->record, configuration->value);
	object_view_read(&o->view, &o->json, o->type, buf_slice(&o->record));
	if (!prepare_map_all(o))
		return false;
	if (object_tokens_has(o))
		object_tokens_map(o);
	return true;
}

enum prepare_state {
	PREPARE_THERE,
	PREPARE_LATER,   /* this run creates it, or it did not come to that */
	PREPARE_ASK,     /* the listing does not have it */
	PREPARE_MISSING, /* the target does not have it */
};

static enum prepare_state
prepare_look_flow(const struct put_object *o, struct slice id)
{
	struct target_entry there;

	if (object_target_plans(prepare_target(o), id) || target_by_id(o->put->target, id, &there))
		return PREPARE_THERE;
	return object_target_brings(prepare_target(o), id) ? PREPARE_LATER : PREPARE_MISSING;
}

static enum prepare_state
prepare_look(const struct put_object *o, uint32_t node, struct slice id)
{
	const struct object_target *t = prepare_target(o);
	const struct object_reference *ref = &o->type->refs[o->view.refs[node] - 1];
	const char *type = object_view_refers_to(&o->view, node), *why;

	if (strcmp(type, "division") == 0 || reftype_class(slice_str(type), id) == REF_PLATFORM)
		return PREPARE_THERE;
	if (strcmp(type, "flow") == 0 || flowtype_is_reference(slice_str(type)))
		return prepare_look_flow(o, id);
	if (object_target_plans(t, id) || object_target_has(t, type, id))
		return PREPARE_THERE;
	if (object_target_brings(t, id))
		return PREPARE_LATER;
	if (!object_target_lists(t, type, &why))
		return ref->late && type_find(slice_str(type)) == NULL ? PREPARE_MISSING
								       : PREPARE_THERE;
	return object_type_find(slice_str(type)) != NULL && !object_target_lacks(t, id)
		   ? PREPARE_ASK
		   : PREPARE_MISSING;
}

void
object_describe(const struct put_object *o, uint32_t node, struct buf *b)
{
	uint32_t name = diff_member(&o->view.t, node, "name");
	uint32_t what =
	    diff_is(&o->view.t, name, JSON_STRING) ? name : object_view_id(&o->view, node);
	struct buf plain = BUF_INIT;
	struct slice text = json_text(diff_token(&o->view.t, what), &plain);

	buf_printf(b, "%s \"%.*s\"", object_view_refers_to(&o->view, node), SLICE_ARGS(text));
	buf_release(&plain);
}

/* What is left out with a reference: a whole address, not half of one. */
static uint32_t
prepare_unit(const struct put_object *o, uint32_t node)
{
	const char *type = object_view_refers_to(&o->view, node);
	bool address = strcmp(type, "emailDomain") == 0 || strcmp(type, "emailRoute") == 0;
	uint32_t parent = o->view.t.v[node].parent;

	return address && parent != 0 && parent != DIFF_NONE ? parent : node;
}

/* The late value that a late reference is, or is in. */
static uint32_t
prepare_late_unit(const struct put_object *o, uint32_t node)
{
	while ((o->view.marks[node] & OBJECT_LATE) == 0 && o->view.t.v[node].parent != DIFF_NONE)
		node = o->view.t.v[node].parent;
	return node;
}

/* False: the object waits for it, and has ended. */
static bool
prepare_without(struct put_object *o, uint32_t node, enum prepare_state state)
{
	struct buf what = BUF_INIT;
	const struct object_reference *ref = &o->type->refs[o->view.refs[node] - 1];
	bool go_on = true;

	object_describe(o, node, &what);
	if (object_reference_is_optional(ref)) {
		o->view.marks[prepare_unit(o, node)] |= OBJECT_LEFT;
		buf_printf(&o->note, "%swithout %s, which the target does not have",
		    o->note.n > 0 ? "; " : "", what.p);
	} else if (ref->late) {
		o->view.marks[prepare_late_unit(o, node)] |= OBJECT_LEFT;
		if (o->waits++ == 0)
			buf_add_slice(&o->waits_for, buf_slice(&what));
	} else {
		object_end(o, PUT_WAITS, o->target != NULL ? "update" : "create",
		    "it waits for %s, which %s", what.p,
		    state == PREPARE_LATER ? "was not created" : "the target does not have");
		go_on = false;
	}
	buf_release(&what);
	return go_on;
}

/* The answer is kept for the objects that refer to the same one. */
static bool
prepare_take_answer(const struct object_prepare *p)
{
	const struct put_object *o = p->o;
	struct buf plain = BUF_INIT;
	struct slice id =
	    json_text(diff_token(&o->view.t, object_view_id(&o->view, p->node)), &plain);
	const char *why = NULL;
	struct jx *x =
	    o->task.call.verdict == CALL_OK ? jx_parse(buf_slice(&o->task.call.body), &why) : NULL;
	bool there = x != NULL && !slice_is(jx_string(x, "/state"), "deleted");

	if (there)
		object_target_add(prepare_target(o), object_view_refers_to(&o->view, p->node), id,
		    jx_string(x, "/name"), slice_of(NULL, 0));
	else
		object_target_lack(prepare_target(o), id);
	jx_free(x);
	buf_release(&plain);
	return there;
}

static void
prepare_asked(void *self)
{
	struct object_prepare *p = self;
	const struct call *c = &p->o->task.call;

	if (c->verdict != CALL_OK && c->status != 404) {
		object_failed(p->o, "look", "cannot see whether the target has what it refers to");
		return;
	}
	if (prepare_take_answer(p) || prepare_without(p->o, p->node, PREPARE_MISSING)) {
		p->node++;
		prepare_go_on(p);
	}
}

static void
prepare_ask(struct object_prepare *p, struct slice id)
{
	const char *name = object_view_refers_to(&p->o->view, p->node);
	struct buf path = BUF_INIT;

	object_type_path(object_type_find(slice_str(name)), id, &path);
	task_call_url(&p->o->task, "GET", prepare_asked, p, path.p);
	buf_release(&path);
}

/* True: this reference has been dealt with. */
static bool
prepare_one(struct object_prepare *p)
{
	struct put_object *o = p->o;
	const struct object_view *v = &o->view;
	uint32_t at = v->refs[p->node] != 0 ? object_view_id(v, p->node) : DIFF_NONE;
	struct buf plain = BUF_INIT;
	struct slice id;
	enum prepare_state state;
	bool done = true;

	if (at == DIFF_NONE)
		return true;
	for (uint32_t i = p->node; i != DIFF_NONE; i = v->t.v[i].parent)
		if ((v->marks[i] & OBJECT_NEVER) != 0)
			return true;
	id = json_text(diff_token(&v->t, at), &plain);
	state = prepare_look(o, p->node, id);
	if (state == PREPARE_ASK)
		prepare_ask(p, id);
	if (state == PREPARE_ASK)
		done = false;
	else if (state != PREPARE_THERE)
		done = prepare_without(o, p->node, state);
	buf_release(&plain);
	return done;
}

static void
prepare_go_on(struct object_prepare *p)
{
	for (; p->node < p->o->view.t.n; p->node++)
		if (!prepare_one(p))
			return;
	p->then.step(p->then.self);
}

void
object_prepare_start(struct object_prepare *p, struct put_object *o, task_step *then, void *self)
{
	*p = (struct object_prepare){o, {then, self}, 0};
	o->waits = 0;
	buf_clear(&o->waits_for);
	prepare_go_on(p);
}
