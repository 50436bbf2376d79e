/* plan_source.c - objects of the source org: their names, marks, and how many share them */
#include "base/mem.h"
#include "plan/plan_build.h"

struct slice
plan_mark_of(const struct inventory *inv, const struct inventory_object *o)
{
	struct slice type = inventory_text(inv, o->type);

	if (slice_is(type, "dataAction"))
		return inventory_text(inv, o->category);
	return inventory_text(inv, slice_is(type, "user") ? o->email : o->division_name);
}

static const struct inventory_object *
plan_source_object(const struct plan *p, const struct plan_want *w)
{
	if (p->source == NULL || plan_is_lookup(w))
		return NULL;
	return inventory_by_id(p->source, plan_text(p, w->type), plan_text(p, w->full));
}

struct slice
plan_name(const struct plan *p, const struct plan_want *w)
{
	const struct inventory_object *o = plan_source_object(p, w);

	return o != NULL && o->name != 0 ? inventory_text(p->source, o->name)
					 : plan_text(p, w->name);
}

struct slice
plan_called(const struct plan *p, const struct plan_want *w)
{
	return w->name != 0 ? plan_text(p, w->name) : plan_name(p, w);
}

struct slice
plan_mark(const struct plan *p, const struct plan_want *w)
{
	const struct inventory_object *o = plan_source_object(p, w);
	struct slice mark = o != NULL ? plan_mark_of(p->source, o) : slice_of("", 0);

	return mark.n > 0 || !slice_is(plan_text(p, w->type), "dataAction")
		   ? mark
		   : plan_text(p, w->category);
}

/* The type of the object whose name is the mark; NULL: none, so the mark is never renamed. */
static const char *
type_of_mark(struct slice type)
{
	if (slice_is(type, "user"))
		return NULL;
	return slice_is(type, "dataAction") ? "integration" : "division";
}

struct slice
plan_target_mark(const struct plan *p, const struct plan_want *w)
{
	struct slice mark = plan_mark(p, w);
	const char *owner = type_of_mark(plan_text(p, w->type));

	return p->renames != NULL && owner != NULL
		   ? renames_find(p->renames, slice_str(owner), mark)
		   : mark;
}

/* The name and the mark that distinguish objects; for symbols those in the target. */
static struct slice
counted_name(const struct plan *p, struct slice type, struct slice name)
{
	return p->symbolic && p->renames != NULL ? renames_peek(p->renames, type, name) : name;
}

static struct slice
counted_mark(const struct plan *p, struct slice type, struct slice mark)
{
	const char *owner = type_of_mark(type);

	return owner != NULL ? counted_name(p, slice_str(owner), mark) : mark;
}

/* The key of a type and name, and of a mark unless that is NULL. */
static struct slice
plan_count_key(struct plan *p, struct slice type, struct slice name, const struct slice *mark)
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
plan_count(struct plan *p, struct slice type, struct slice name, const struct slice *mark)
{
	size_t before = p->names.n, k = idset_add(&p->names, plan_count_key(p, type, name, mark));

	p->count = xgrow(p->count, &p->count_cap, p->names.n, sizeof *p->count);
	p->count[k] = k < before ? p->count[k] + 1 : 1;
}

static void
count_object(struct plan *p, struct slice type, struct slice name, struct slice mark)
{
	name = counted_name(p, type, name);
	mark = counted_mark(p, type, mark);
	plan_count(p, type, name, NULL);
	plan_count(p, type, name, &mark);
}

/* The objects of the inventory, and further ones that flows use. */
void
plan_count_source(struct plan *p)
{
	const struct inventory *inv = p->source;

	for (size_t i = 0; inv != NULL && i < inv->n; i++) {
		const struct inventory_object *o = &inv->v[i];
		if (inventory_is_current(inv, o))
			count_object(p, inventory_text(inv, o->type), inventory_text(inv, o->name),
			    plan_mark_of(inv, o));
	}
	for (size_t i = 0; i < p->n; i++) {
		const struct plan_want *w = &p->v[i];
		if (!w->dropped && !plan_is_lookup(w) && plan_source_object(p, w) == NULL)
			count_object(
			    p, plan_text(p, w->type), plan_text(p, w->name), plan_mark(p, w));
	}
}

size_t
plan_namesakes(struct plan *p, const struct plan_want *w, bool marked)
{
	struct slice type = plan_text(p, w->type), name = counted_name(p, type, plan_name(p, w));
	struct slice mark = counted_mark(p, type, plan_mark(p, w));
	size_t k = idset_find(&p->names, plan_count_key(p, type, name, marked ? &mark : NULL));

	return k != IDSET_NONE ? p->count[k] : 0;
}
