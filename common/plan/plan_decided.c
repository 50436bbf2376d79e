/* plan_decided.c - decisions in an earlier map, which come before the plan's own rules */
#include "base/mem.h"
#include "plan/plan_build.h"
#include "record/uuid.h"

/* The target's object with this type and id; for data actions with or without the prefix. */
static const struct inventory_object *
plan_decided_object(struct plan *p, struct slice type, struct slice id)
{
	const struct inventory_object *o = inventory_by_id(p->target, type, id);

	if (o != NULL || !slice_is(type, "dataAction"))
		return o;
	buf_clear(&p->scratch);
	uuid_add_action(id, &p->scratch);
	return inventory_by_id(p->target, type, buf_slice(&p->scratch));
}

static void
plan_decided_check(struct plan *p, struct plan_want *w)
{
	struct slice type = plan_text(p, w->type);
	const struct inventory_object *o = plan_decided_object(p, type, plan_text(p, w->to));

	if (o != NULL && w->to_name == 0)
		w->to_name = plan_keep(p, inventory_text(p->target, o->name));
	if (o != NULL && w->to_category == 0)
		w->to_category = plan_keep(p, inventory_text(p->target, o->category));
	if (o == NULL && inventory_first(p->target, INVENTORY_TYPE, type) != NULL)
		w->reason = "decided, but the target lists no such id";
}

void
plan_decide_by(struct plan *p, const struct map_record *rec)
{
	if (p->decided_used == NULL)
		p->decided_used = xcalloc(p->decided->n, sizeof *p->decided_used);
	p->decided_used[rec - p->decided->v] = true;
}

bool
plan_decided(struct plan *p, struct plan_want *w)
{
	const struct map *m = p->decided;
	const struct map_record *rec =
	    m != NULL ? map_find(m, plan_text(p, w->type), plan_text(p, w->id)) : NULL;

	if (rec == NULL || (rec->to == 0 && rec->status != MAP_IGNORED))
		return false;
	plan_decide_by(p, rec);
	w->status = MAP_IGNORED;
	if (rec->to == 0)
		return true;
	w->to = plan_keep(p, map_text(m, rec->to));
	w->to_name = plan_keep(p, map_text(m, rec->to_name));
	w->to_category = plan_keep(p, map_text(m, rec->to_category));
	w->status = w->to == w->id ? MAP_SAME : MAP_MAPPED;
	plan_decided_check(p, w);
	return true;
}
