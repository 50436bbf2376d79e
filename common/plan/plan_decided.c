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
plan_decide_by(struct plan *p, struct plan_want *w, const struct map_record *rec)
{
	w->decided = rec;
	if (p->decided_used == NULL)
		p->decided_used = xcalloc(p->decided->n, sizeof *p->decided_used);
	p->decided_used[rec - p->decided->v] = true;
}

/* In a table a line without an id is for all objects of its type and name. */
static const struct map_record *
plan_decision_by_name(const struct plan *p, const struct plan_want *w, struct slice name)
{
	const struct map_record *rec = map_find_name(p->decided, plan_text(p, w->type), name);

	return rec != NULL && rec->decision != 0 ? rec : NULL;
}

static const struct map_record *
plan_decision(const struct plan *p, const struct plan_want *w)
{
	const struct map_record *rec;

	if (p->decided == NULL)
		return NULL;
	rec = map_find(p->decided, plan_text(p, w->type), plan_text(p, w->id));
	if (rec != NULL && (rec->to != 0 || rec->status == MAP_IGNORED))
		return rec;
	rec = plan_decision_by_name(p, w, plan_text(p, w->name));
	return rec != NULL ? rec : plan_decision_by_name(p, w, plan_name(p, w));
}

/* The flows have a data action's id in one of its two forms, and so the target's id has it. */
static struct slice
plan_decided_id(struct plan *p, const struct plan_want *w, struct slice to)
{
	struct slice id = plan_text(p, w->id);

	if (uuid_is(id))
		return uuid_of_action(to);
	if (!uuid_is_action(id))
		return to;
	buf_clear(&p->scratch);
	uuid_add_action(to, &p->scratch);
	return buf_slice(&p->scratch);
}

bool
plan_decided(struct plan *p, struct plan_want *w)
{
	const struct map *m = p->decided;
	const struct map_record *rec = plan_decision(p, w);
	struct slice to;

	if (rec == NULL)
		return false;
	plan_decide_by(p, w, rec);
	w->status = MAP_IGNORED;
	if (rec->to == 0)
		return true;
	to = map_text(m, rec->to);
	w->to = plan_keep(p, rec->decision != 0 ? plan_decided_id(p, w, to) : to);
	w->to_name = plan_keep(p, map_text(m, rec->to_name));
	w->to_category = plan_keep(p, map_text(m, rec->to_category));
	w->status = w->to == w->id ? MAP_SAME : MAP_MAPPED;
	plan_decided_check(p, w);
	return true;
}
