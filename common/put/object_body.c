/* object_body.c - the bodies of the requests that create and change an object */
#include "put/object_body.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "json/splice.h"

static uint32_t
body_member(const struct object_view *v, const struct object_member *m)
{
	uint32_t node;

	if (m->from != NULL)
		return object_view_at(v, m->from);
	node = diff_member(&v->t, 0, m->name);
	return node;
}

/* Whether the value, or what it is in, has one of the marks. */
static bool
body_is_in(const struct object_view *v, uint32_t node, unsigned marks)
{
	for (; node != DIFF_NONE; node = v->t.v[node].parent)
		if ((v->marks[node] & marks) != 0)
			return true;
	return false;
}

/* The type's own members, which no object of it is created without. */
static void
body_write_fixed(const struct object_view *v, struct buf *b)
{
	if (strcmp(v->type->name, "emergencyGroup") == 0)
		json_write_bool(b, "enabled", false);
	else if (strcmp(v->type->name, "worktype") == 0)
		json_write_bool(b, "disableDefaultStatusCreation", true);
	else if (strcmp(v->type->name, "division") == 0 &&
		 diff_member(&v->t, 0, "description") == DIFF_NONE)
		json_write_cstr(b, "description", "");
}

/* The ids of a list of references. */
static void
body_write_ids(const struct object_view *v, uint32_t list, unsigned skip, struct buf *b)
{
	buf_putc(b, '[');
	for (uint32_t i = diff_first(&v->t, list); i != DIFF_NONE; i = diff_next(&v->t, i))
		if ((v->marks[i] & skip) == 0 && object_view_id(v, i) != DIFF_NONE)
			json_write_raw(b, NULL, diff_json(&v->t, object_view_id(v, i)));
	buf_putc(b, ']');
}

static void
body_write_member(
    const struct object_view *v, const struct object_member *m, unsigned skip, struct buf *b)
{
	uint32_t node = body_member(v, m);

	if (node == DIFF_NONE || v->t.v[node].type == JSON_NULL || body_is_in(v, node, skip))
		return;
	json_write_name(b, m->name);
	if (m->from != NULL && v->t.v[node].type == JSON_ARRAY)
		body_write_ids(v, node, skip, b);
	else
		object_view_write(v, node, skip, NULL, b);
}

void
object_body_create(const struct object_view *v, struct buf *b)
{
	const struct object_member *m = v->type->members;

	json_write_open(b, NULL);
	for (; m != NULL && m->name != NULL; m++)
		body_write_member(v, m, OBJECT_NEVER | OBJECT_LATE, b);
	body_write_fixed(v, b);
	json_write_close(b);
}

bool
object_body_chosen(const struct object_difference *d, unsigned choice)
{
	if (d->lacks)
		return (choice & OBJECT_LACKING) != 0;
	return (choice & (d->late ? OBJECT_LATER : OBJECT_EARLY)) != 0;
}

static void
body_choose(const struct object_view *a, const struct object_differences *d, unsigned choice,
    struct object_edits *edits)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct object_difference *one = &d->v[i];
		if (!object_body_chosen(one, choice))
			continue;
		edits->v = xgrow(edits->v, &edits->cap, edits->n + 1, sizeof *edits->v);
		edits->v[edits->n++] = (struct object_edit){one->b, one->kind == OBJECT_ADDED, a,
		    one->kind == OBJECT_GONE ? DIFF_NONE : one->a};
	}
}

/* The root's member that a difference is in; in the record, or what the target alone has. */
static bool
body_touches(const struct object_view *a, const struct object_view *b,
    const struct object_difference *d, uint32_t member, bool in_b)
{
	const struct diff_tree *t = in_b ? &b->t : &a->t;
	uint32_t node = in_b ? d->b : d->a;

	if (in_b != (d->kind == OBJECT_GONE))
		return false;
	return node >= member && node < t->v[member].end;
}

/* The member of the root that a value is in. */
static uint32_t
body_root(const struct object_view *v, uint32_t node)
{
	while (node != DIFF_NONE && v->t.v[node].parent != 0)
		node = v->t.v[node].parent;
	return node;
}

static bool
body_is_of(const struct object_view *a, const struct object_view *b,
    const struct object_difference *d, const struct object_member *m)
{
	uint32_t here = body_root(a, body_member(a, m)), there = body_root(b, body_member(b, m));

	return (here != DIFF_NONE && body_touches(a, b, d, here, false)) ||
	       (there != DIFF_NONE && body_touches(a, b, d, there, true));
}

/* Whether a difference that is chosen, or one that is not, is in the member. */
static bool
body_member_differs(const struct object_view *a, const struct object_view *b,
    const struct object_differences *d, unsigned choice, bool chosen, const struct object_member *m)
{
	for (size_t i = 0; i < d->n; i++)
		if (object_body_chosen(&d->v[i], choice) == chosen && body_is_of(a, b, &d->v[i], m))
			return true;
	return false;
}

bool
object_body_sends(
    const struct object_view *a, const struct object_view *b, const struct object_difference *d)
{
	const struct object_member *m = a->type->members;

	if (a->type->update != OBJECT_PATCH)
		return true;
	for (; m != NULL && m->name != NULL; m++) {
		uint32_t node = body_member(a, m);
		if (node != DIFF_NONE && a->t.v[node].type != JSON_NULL && body_is_of(a, b, d, m))
			return true;
	}
	return false;
}

/* Members of the target's object that only the server writes, except the version. */
static void
body_write_version(const struct object_view *b, struct buf *to)
{
	uint32_t version = diff_member(&b->t, 0, "version");

	if (b->type->versioned && version != DIFF_NONE)
		json_write_raw(to, "version", diff_json(&b->t, version));
}

/* The record's members; where something in one is to stay, the target's, edited. */
static void
body_write_patch(const struct object_view *a, const struct object_view *b,
    const struct object_differences *d, unsigned choice, const struct object_edits *edits,
    struct buf *to)
{
	const struct object_member *m = a->type->members;

	json_write_open(to, NULL);
	body_write_version(b, to);
	for (; m != NULL && m->name != NULL; m++) {
		uint32_t there = m->from == NULL ? body_member(b, m) : DIFF_NONE;
		if (!body_member_differs(a, b, d, choice, true, m))
			continue;
		if (there == DIFF_NONE || !body_member_differs(a, b, d, choice, false, m)) {
			body_write_member(a, m, OBJECT_NEVER, to);
		} else {
			json_write_name(to, m->name);
			object_view_write(b, there, OBJECT_VOLATILE, edits, to);
		}
	}
	json_write_close(to);
}

static void
body_write_put(struct object_view *b, const struct object_edits *edits, struct buf *to)
{
	uint32_t version = diff_member(&b->t, 0, "version");

	for (uint32_t i = diff_first(&b->t, 0); i != DIFF_NONE; i = diff_next(&b->t, i))
		if (b->t.v[i].type == JSON_NULL)
			b->marks[i] |= OBJECT_VOLATILE;
	if (b->type->versioned && version != DIFF_NONE)
		b->marks[version] &= (uint8_t)~OBJECT_VOLATILE;
	object_view_write(b, 0, OBJECT_VOLATILE, edits, to);
}

bool
object_body_update(const struct object_view *a, struct object_view *b,
    const struct object_differences *d, unsigned choice, struct buf *to)
{
	struct object_edits edits = {.skip = OBJECT_NEVER};

	body_choose(a, d, choice, &edits);
	if (edits.n > 0 && a->type->update == OBJECT_PATCH)
		body_write_patch(a, b, d, choice, &edits, to);
	else if (edits.n > 0)
		body_write_put(b, &edits, to);
	free(edits.v);
	return edits.n > 0;
}

/* Add "NAME":TEXT to the object at a path, unless it has one. */
static void
body_inline_one(const struct object_view *v, const char *path, const char *name, struct slice text,
    struct splices *s)
{
	uint32_t at = object_view_at(v, path);
	struct buf b = BUF_INIT;

	if (text.n == 0 || at == DIFF_NONE || !diff_is(&v->t, at, JSON_OBJECT) ||
	    diff_is(&v->t, diff_member(&v->t, at, name), JSON_STRING))
		return;
	json_write_raw(&b, name, text);
	if (v->t.v[at].end > at + 1)
		buf_putc(&b, ',');
	splices_add(s, v->t.v[at].at + 1, 0, buf_slice(&b));
	buf_release(&b);
}

bool
object_body_inline(
    struct slice configuration, struct slice request, struct slice success, struct buf *to)
{
	struct object_view v = OBJECT_VIEW_INIT;
	struct splices s = SPLICES_INIT;
	struct json j = JSON_INIT;
	bool any;

	if (object_view_read(&v, &j, object_type_find(slice_str("dataAction")), configuration)) {
		body_inline_one(&v, "/config/request", "requestTemplate", request, &s);
		body_inline_one(&v, "/config/response", "successTemplate", success, &s);
	}
	any = s.n > 0;
	if (any)
		splices_apply(&s, configuration, to);
	splices_release(&s);
	object_view_release(&v);
	json_release(&j);
	return any;
}
