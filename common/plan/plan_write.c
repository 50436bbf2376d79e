/* plan_write.c - the record of a want */
#include "json/json_write.h"
#include "base/plural.h"
#include "plan/plan_build.h"

void
plan_say_open(const struct plan *p, const struct plan_want *w, struct buf *b)
{
	if (w->status == MAP_WITHHELD)
		buf_puts(b, "broken itself");
	else if (w->status == MAP_AMBIGUOUS)
		buf_printf(b, "ambiguous, %zu could be meant", w->nfound + w->more);
	else
		buf_puts(b, p->by_id ? "not in the org" : "missing in the target");
	if (w->sought != 0 && w->status != MAP_WITHHELD)
		buf_printf(b, ", looked for as \"%.*s\"", SLICE_ARGS(plan_text(p, w->sought)));
	if (w->reason != NULL && w->status != MAP_WITHHELD)
		buf_printf(b, " (%s)", w->reason);
}

void
plan_say_users(const struct plan *p, const struct plan_want *w, struct buf *b)
{
	if (p->nobjects == 0)
		buf_printf(b, "; %u flow%s it", (unsigned)w->users,
		    plural_of(w->users, " needs", "s need"));
	else
		buf_printf(b, "; %u %s it", (unsigned)w->users,
		    plural_of(w->users, "flow or object needs", "flows and objects need"));
}

static void
write_object(struct buf *b, const struct inventory *inv, const struct inventory_object *o)
{
	json_write_open(b, NULL);
	json_write_string(b, "id", inventory_text(inv, o->id));
	json_write_filled(b, "name", inventory_text(inv, o->name));
	json_write_filled(b, "division", inventory_text(inv, o->division_name));
	json_write_filled(b, "category", inventory_text(inv, o->category));
	json_write_filled(b, "email", inventory_text(inv, o->email));
	json_write_close(b);
}

static void
write_objects(const struct plan *p, struct buf *b, const char *key, size_t from, size_t n)
{
	if (n == 0)
		return;
	json_write_open_array(b, key);
	for (size_t i = 0; i < n; i++)
		write_object(b, p->target, p->found[from + i]);
	json_write_close_array(b);
}

/* Members that a person may fill in are written as null. */
static void
write_target(const struct plan *p, struct buf *b, const struct plan_want *w)
{
	json_write_filled(b, "to", plan_text(p, w->to));
	if (w->to == 0 && plan_is_open(w))
		json_write_null(b, "to");
	json_write_filled(b, "to_name", plan_text(p, w->to_name));
	if (w->to_name == 0 && plan_is_open(w))
		json_write_null(b, "to_name");
}

void
plan_write(const struct plan *p, const struct plan_want *w, struct buf *b)
{
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", "map");
	json_write_filled(b, "type", plan_text(p, w->type));
	json_write_filled(b, "name", plan_called(p, w));
	json_write_filled(b, "from", plan_text(p, w->id));
	write_target(p, b, w);
	if (slice_is(plan_text(p, w->type), "dataAction")) {
		json_write_filled(
		    b, "category", w->category != 0 ? plan_text(p, w->category) : plan_mark(p, w));
		json_write_filled(b, "to_category", plan_text(p, w->to_category));
	}
	if (w->status == MAP_MISSING || w->status == MAP_AMBIGUOUS)
		json_write_filled(b, "looked_for", plan_text(p, w->sought));
	json_write_filled(b, "status", slice_str(map_status_name(w->status)));
	json_write_filled(b, "reason", slice_str(w->reason != NULL ? w->reason : ""));
	if (w->status == MAP_AMBIGUOUS || w->status == MAP_UNKNOWN) {
		write_objects(p, b, "candidates", w->found, w->nfound);
		if (w->more > 0)
			json_write_count(b, "more", w->more);
	}
	write_objects(p, b, "near", w->almost, w->nalmost);
	json_write_close(b);
	buf_putc(b, '\n');
}
