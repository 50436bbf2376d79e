/*
 * plan_lookup.c - objects of which only the name is known: flows look them up when they run, as in
 * FindQueue("Sales"), or Archy YAML names them
 *
 * The target must have the name, unchanged or as --rename says. If an earlier map has an object of
 * the source with this name, its decision applies too. What Archy YAML names must be there once,
 * because the import finds it by its name; of data actions once in the category.
 *
 * What the target lacks and the input brings is not missing: it is the same as that flow or object.
 */
#include "archy/archy_placeholder.h"
#include "base/mem.h"
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
	if (w->named && slice_eq(name, plan_text(p, w->name)) && plan_symbol_of_named_home(p, w))
		return;
	w->status = MAP_MAPPED;
	w->to_name = plan_keep(p, name);
	w->dropped = w->to_name == w->name; /* names are what orgs share: they stay */
}

/* Whether an object of the name can be meant: a data action belongs to a category. */
static bool
lookup_fits(const struct plan *p, const struct plan_want *w, const struct inventory_object *o)
{
	struct slice category = plan_text(p, w->category), type = slice_str("integration");

	if (o->id == 0)
		return false;
	if (category.n == 0 || o->category == 0)
		return true;
	if (p->renames != NULL)
		category = renames_find(p->renames, type, category);
	return slice_eq(inventory_text(p->target, o->category), category);
}

/* The objects of the target that a name in Archy YAML may mean. */
static void
lookup_named(struct plan *p, struct plan_want *w, struct slice type, struct slice name)
{
	const struct inventory_object *o = inventory_by_name(p->target, type, name);

	w->found = p->nfound;
	for (; o != NULL; o = inventory_next_name(p->target, o)) {
		if (!lookup_fits(p, w, o))
			continue;
		if (w->nfound == PLAN_CANDIDATES_MAX) {
			w->more++;
			continue;
		}
		p->found = xgrow(p->found, &p->found_cap, p->nfound + 1, sizeof *p->found);
		p->found[p->nfound++] = o;
		w->nfound++;
	}
	if (w->nfound == 0 && inventory_by_name(p->target, type, name) == NULL &&
	    inventory_has_name(p->target, type, name)) { /* a user's e-mail address, which stays */
		w->status = MAP_MAPPED;
		w->to_name = plan_keep(p, name);
		return;
	}
	if (w->nfound == 0) {
		plan_miss(p, w, type, name);
		if (inventory_by_name(p->target, type, name) != NULL)
			w->reason = "in another category there";
		return;
	}
	w->status = w->nfound > 1 ? MAP_AMBIGUOUS : MAP_MAPPED;
	if (w->nfound > 1)
		return;
	o = p->found[w->found];
	w->to_name = plan_keep(p, name); /* first: it may be one of these texts, which move */
	w->to = plan_keep(p, inventory_text(p->target, o->id));
	w->to_category = plan_keep(p, inventory_text(p->target, o->category));
}

/* What Archy YAML names. False: it is looked up as all other names are. */
static bool
lookup_archy(struct plan *p, struct plan_want *w, struct slice type, struct slice name)
{
	if (!w->named || p->symbolic)
		return false;
	if (w->class == REF_UNKNOWN) {
		w->status = p->strict ? MAP_MISSING : MAP_UNLISTED;
		w->reason = "named in a place that gc-tools does not know";
	} else if (archy_placeholder_in(plan_text(p, w->name))) {
		w->status = w->class == REF_OBJECT ? MAP_MISSING : MAP_UNKNOWN;
		w->reason = "placeholder";
	} else if (slice_is(type, "division")) {
		plan_match(p, w);
	} else {
		lookup_named(p, w, type, name);
	}
	return true;
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
	if (!p->symbolic) {
		plan_seek(p, w, name);
		if (w->sought != 0)
			name = plan_text(p, w->sought); /* texts may have moved */
		type = plan_text(p, w->type);
	}
	if (lookup_archy(p, w, type, name))
		return;
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
	w->to_name = plan_keep(p, name); /* first: it may be one of these texts, which move */
	w->to = o != NULL ? plan_keep(p, inventory_text(p->target, o->id)) : 0;
}

static struct slice
lookup_given_key(struct plan *p, const struct plan_want *w)
{
	buf_clear(&p->scratch);
	buf_printf(&p->scratch, "%u\t%u", (unsigned)w->type, (unsigned)w->name);
	return buf_slice(&p->scratch);
}

/* Whether the want is one of those that the new flow or object of the input can answer. */
static bool
lookup_is_given(const struct plan_want *w, const struct plan_want *given)
{
	return plan_is_lookup(w) && !w->dropped && w->status == MAP_MISSING && w->decided == NULL &&
	       w->sought == 0 &&
	       (w->category == 0 || given->category == 0 || w->category == given->category);
}

void
plan_lookup_given(struct plan *p)
{
	struct idset names = IDSET_INIT;
	size_t *given = xcalloc(p->n + 1, sizeof *given); /* by name: the want + 1; 0: several */

	for (size_t i = 0; i < p->n; i++) {
		size_t before = names.n, at;
		if (!p->v[i].self || p->v[i].dropped || p->v[i].status != MAP_NEW)
			continue;
		at = idset_add(&names, lookup_given_key(p, &p->v[i]));
		given[at] = names.n > before ? i + 1 : 0;
	}
	for (size_t i = 0; i < p->n; i++) {
		struct plan_want *w = &p->v[i];
		size_t at = idset_find(&names, lookup_given_key(p, w));
		if (at == IDSET_NONE || given[at] == 0 || !lookup_is_given(w, &p->v[given[at] - 1]))
			continue;
		w->dropped = true;
		w->same = (uint32_t)(given[at] - 1);
		p->v[w->same].needed = true;
	}
	free(given);
	idset_release(&names);
}

void
plan_lookup_held(struct plan *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct plan_want *w = &p->v[i];
		if (!w->dropped || !plan_is_lookup(w) || p->v[w->same].status != MAP_WITHHELD)
			continue;
		w->dropped = w->needed = false;
		w->status = MAP_WITHHELD;
	}
}
