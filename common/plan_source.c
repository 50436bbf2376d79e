/* plan_source.c - what is known of an object in the source org, and of its namesakes there */
#include "mem.h"
#include "plan_build.h"

struct slice
plan_mark_of(const struct inventory *inv, const struct inventory_object *o)
{
	struct slice type = inventory_text(inv, o->type);

	if (slice_is(type, "dataAction"))
		return inventory_text(inv, o->category);
	return inventory_text(inv, slice_is(type, "user") ? o->email : o->division_name);
}

static const struct inventory_object *
object_of(const struct plan *p, const struct plan_want *w)
{
	if (p->source == NULL)
		return NULL;
	return inventory_by_id(p->source, plan_text(p, w->type), plan_text(p, w->full));
}

struct slice
plan_name(const struct plan *p, const struct plan_want *w)
{
	const struct inventory_object *o = object_of(p, w);

	return o != NULL && o->name != 0 ? inventory_text(p->source, o->name)
					 : plan_text(p, w->name);
}

struct slice
plan_mark(const struct plan *p, const struct plan_want *w)
{
	const struct inventory_object *o = object_of(p, w);
	struct slice mark = o != NULL ? plan_mark_of(p->source, o) : slice_of("", 0);

	return mark.n > 0 || !slice_is(plan_text(p, w->type), "dataAction")
		   ? mark
		   : plan_text(p, w->category);
}

/* The key of a type and name, and of a mark unless that is NULL. */
static struct slice
key(struct plan *p, struct slice type, struct slice name, const struct slice *mark)
{
	buf_clear(&p->scratch);
	buf_add_slice(&p->scratch, type);
	buf_putc(&p->scratch, '\t');
	buf_printf(&p->scratch, "%zu\t", name.n); /* names may hold tabs */
	buf_add_slice(&p->scratch, name);
	if (mark != NULL) {
		buf_putc(&p->scratch, '\t');
		buf_add_slice(&p->scratch, *mark);
	}
	return buf_slice(&p->scratch);
}

static void
count(struct plan *p, struct slice type, struct slice name, const struct slice *mark)
{
	size_t before = p->names.n, k = idset_add(&p->names, key(p, type, name, mark));

	p->count = xgrow(p->count, &p->count_cap, p->names.n, sizeof *p->count);
	p->count[k] = k < before ? p->count[k] + 1 : 1;
}

/* The inventory's objects, and those that flows use and it does not list. */
void
plan_count_source(struct plan *p)
{
	const struct inventory *inv = p->source;

	for (size_t i = 0; inv != NULL && i < inv->n; i++) {
		const struct inventory_object *o = &inv->v[i];
		struct slice type = inventory_text(inv, o->type), mark = plan_mark_of(inv, o);
		if (!inventory_is_current(inv, o))
			continue;
		count(p, type, inventory_text(inv, o->name), NULL);
		count(p, type, inventory_text(inv, o->name), &mark);
	}
	for (size_t i = 0; i < p->n; i++) {
		const struct plan_want *w = &p->v[i];
		struct slice type = plan_text(p, w->type), mark = plan_mark(p, w);
		if (w->dropped || object_of(p, w) != NULL)
			continue;
		count(p, type, plan_text(p, w->name), NULL);
		count(p, type, plan_text(p, w->name), &mark);
	}
}

size_t
plan_namesakes(struct plan *p, const struct plan_want *w, bool marked)
{
	struct slice mark = plan_mark(p, w);
	size_t k = idset_find(
	    &p->names, key(p, plan_text(p, w->type), plan_name(p, w), marked ? &mark : NULL));

	return k != IDSET_NONE ? p->count[k] : 0;
}
