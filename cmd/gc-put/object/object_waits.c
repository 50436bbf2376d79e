/* object_waits.c - what an object still waits for */
#include "object/object_waits.h"
#include "object/object_prepare.h"

static bool
waits_is_left(const struct put_object *o, uint32_t node)
{
	return (~o->view.marks[node] & (OBJECT_LATE | OBJECT_LEFT)) == 0;
}

/* Whether the target's object has something else there, or nothing. */
static bool
waits_differs(const struct put_object *o, uint32_t node)
{
	for (size_t i = 0; i < o->differences.n; i++) {
		const struct object_difference *d = &o->differences.v[i];
		if (d->kind != OBJECT_GONE && d->a >= node && d->a < o->view.t.v[node].end)
			return true;
	}
	return false;
}

/* In words, the first reference in a value. */
static void
waits_describe(struct put_object *o, uint32_t node)
{
	buf_clear(&o->waits_for);
	for (uint32_t i = node; i < o->view.t.v[node].end; i++)
		if (o->view.refs[i] != 0 && object_view_id(&o->view, i) != DIFF_NONE) {
			object_describe(o, i, &o->waits_for);
			return;
		}
}

void
object_waits_settle(struct put_object *o)
{
	if (o->waits == 0)
		return;
	o->waits = 0;
	for (uint32_t i = 0; i < o->view.t.n; i++) {
		if (!waits_is_left(o, i))
			continue;
		o->view.marks[i] &= (uint8_t)~OBJECT_LEFT;
		object_compare(&o->view, &o->there, &o->differences);
		if (!waits_differs(o, i))
			continue;
		if (o->waits++ == 0)
			waits_describe(o, i);
		o->view.marks[i] |= OBJECT_LEFT;
	}
	object_compare(&o->view, &o->there, &o->differences);
}
