/*
 * plan_lookup.c - objects that flows look up by name when they run: FindQueue("Sales")
 *
 * Only the name is known: the target must have it, unchanged or as --rename says. If an earlier
 * map has an object of the source with this name, its decision applies too.
 */
#include "plan/plan_build.h"

/* The decision of a record without `from`, or else of an object with this name. */
static const struct map_record *
lookup_decision(const struct plan *p, const struct plan_want *w)
{
	const struct map *m = p->decided;
	struct slice type = plan_text(p, w->type), name = plan_text(p, w->name);
	const struct map_record *rec;
	size_t type_number, name_number;

	if (m == NULL)
		return NULL;
	rec = map_find_name(m, type, name);
	if (rec != NULL && (rec->to != 0 || rec->to_name != 0 || rec->status == MAP_IGNORED))
		return rec;
	type_number = idset_find(&m->texts, type);
	name_number = idset_find(&m->texts, name);
	for (size_t i = 0; i < m->n; i++) {
		rec = &m->v[i];
		if (!map_is_lookup(rec) && rec->to != 0 && rec->type == type_number &&
		    rec->name == name_number)
			return rec;
	}
	return NULL;
}

/* The decided name: that of the record, of its target, or the old one. */
static struct slice
decided_name(const struct plan *p, const struct plan_want *w, const struct map_record *rec)
{
	const struct inventory_object *o;

	if (rec->to_name != 0)
		return map_text(p->decided, rec->to_name);
	o = inventory_by_id(p->target, plan_text(p, w->type), map_text(p->decided, rec->to));
	return o != NULL && o->name != 0 ? inventory_text(p->target, o->name)
					 : plan_text(p, w->name);
}

static void
lookup_symbol(struct plan *p, struct plan_want *w, struct slice name)
{
	w->status = MAP_MAPPED;
	w->to_name = plan_keep(p, name);
	w->dropped = w->to_name == w->name; /* names are what orgs share: they stay */
}

void
plan_lookup(struct plan *p, struct plan_want *w)
{
	struct slice type = plan_text(p, w->type), name = plan_text(p, w->name);
	const struct map_record *rec = p->symbolic ? NULL : lookup_decision(p, w);
	const struct inventory_object *o;

	if (rec != NULL)
		plan_decide_by(p, w, rec);
	if (rec != NULL && rec->status == MAP_IGNORED) {
		w->status = MAP_IGNORED;
		return;
	}
	if (rec != NULL)
		name = decided_name(p, w, rec);
	else if (p->renames != NULL)
		name = renames_find(p->renames, type, name);
	if (p->symbolic) {
		lookup_symbol(p, w, name);
		return;
	}
	if (!inventory_has_name(p->target, type, name)) {
		plan_miss(p, w, type, name);
		return;
	}
	o = inventory_by_name(p->target, type, name);
	w->status = MAP_MAPPED;
	w->to = o != NULL ? plan_keep(p, inventory_text(p->target, o->id)) : 0;
	w->to_name = plan_keep(p, name);
}
