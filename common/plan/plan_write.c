/* plan_write.c - the record of a want */
#include "plan/plan_build.h"

static void
put_text(struct buf *b, const char *key, struct slice text)
{
	if (text.n == 0)
		return;
	buf_printf(b, ",\"%s\":", key);
	json_quote(b, text);
}

static void
put_object(struct buf *b, const struct inventory *inv, const struct inventory_object *o)
{
	buf_puts(b, "{\"id\":");
	json_quote(b, inventory_text(inv, o->id));
	put_text(b, "name", inventory_text(inv, o->name));
	put_text(b, "division", inventory_text(inv, o->division_name));
	put_text(b, "category", inventory_text(inv, o->category));
	put_text(b, "email", inventory_text(inv, o->email));
	buf_putc(b, '}');
}

static void
put_objects(const struct plan *p, struct buf *b, const char *key, size_t from, size_t n)
{
	if (n == 0)
		return;
	buf_printf(b, ",\"%s\":[", key);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		put_object(b, p->target, p->found[from + i]);
	}
	buf_putc(b, ']');
}

/* What somebody may want to fill in is there, as null. */
static void
put_target(const struct plan *p, struct buf *b, const struct plan_want *w)
{
	put_text(b, "to", plan_text(p, w->to));
	if (w->to == 0 && plan_is_open(w))
		buf_puts(b, ",\"to\":null");
	put_text(b, "to_name", plan_text(p, w->to_name));
	if (w->to_name == 0 && plan_is_open(w))
		buf_puts(b, ",\"to_name\":null");
}

void
plan_write(const struct plan *p, const struct plan_want *w, struct buf *b)
{
	struct slice name = plan_text(p, w->name);

	buf_puts(b, "{\"kind\":\"map\"");
	put_text(b, "type", plan_text(p, w->type));
	put_text(b, "name", name.n > 0 ? name : plan_name(p, w));
	put_text(b, "from", plan_text(p, w->id));
	put_target(p, b, w);
	if (slice_is(plan_text(p, w->type), "dataAction")) {
		put_text(
		    b, "category", w->category != 0 ? plan_text(p, w->category) : plan_mark(p, w));
		put_text(b, "to_category", plan_text(p, w->to_category));
	}
	put_text(b, "status", slice_str(map_status_name(w->status)));
	put_text(b, "reason", slice_str(w->reason != NULL ? w->reason : ""));
	if (w->status == MAP_AMBIGUOUS || w->status == MAP_UNKNOWN) {
		put_objects(p, b, "candidates", w->found, w->nfound);
		if (w->more > 0)
			buf_printf(b, ",\"more\":%zu", w->more);
	}
	put_objects(p, b, "near", w->almost, w->nalmost);
	buf_puts(b, "}\n");
}
