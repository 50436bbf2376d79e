/* plan.c - find for each id that flows and objects refer to its object in the target org */
#include "base/mem.h"
#include "plan/plan_build.h"
#include "record/flowtype.h"
#include "record/uuid.h"

/* The object with this id in an inventory, of any type. */
static const struct inventory_object *
plan_known(const struct inventory *inv, struct slice id)
{
	return inv != NULL ? inventory_first(inv, INVENTORY_ID, id) : NULL;
}

/* Complete a want from the inventory's object of its id, also as a data action's id. */
static bool
plan_learn(struct plan *p, struct plan_want *w, const struct inventory *inv)
{
	const struct inventory_object *o = plan_known(inv, plan_text(p, w->id));

	if (o == NULL) {
		buf_clear(&p->scratch);
		uuid_add_action(plan_text(p, w->id), &p->scratch);
		o = plan_known(inv, buf_slice(&p->scratch));
	}
	if (o == NULL)
		return false;
	w->full = plan_keep(p, inventory_text(inv, o->id));
	w->type = plan_keep(p, inventory_text(inv, o->type));
	if (w->name == 0)
		w->name = plan_keep(p, inventory_text(inv, o->name));
	if (w->category == 0)
		w->category = plan_keep(p, inventory_text(inv, o->category));
	return true;
}

/* Objects name flows without their types. */
static bool
plan_is_any_flow(const struct plan *p, const struct plan_want *w)
{
	return slice_is(plan_text(p, w->type), "flow");
}

/* The same from the records of the input. */
static bool
plan_learn_given(const struct plan *p, struct plan_want *w)
{
	for (size_t i = 0; i < p->nflows; i++)
		if (p->flows[i].id == w->id) {
			w->type = p->flows[i].type;
			w->name = w->name != 0 ? w->name : p->flows[i].name;
			return true;
		}
	return false;
}

/* Find the type of a want without one; it is dropped if another want is then the same. */
static void
plan_identify(struct plan *p, struct plan_want *w)
{
	bool flow = plan_is_any_flow(p, w);
	size_t same;

	if (!(flow && plan_learn_given(p, w)) && !plan_learn(p, w, p->source) &&
	    !plan_learn(p, w, p->target))
		return;
	same = idset_find(&p->keys, plan_key(p, w->type, w->full));
	if (same == IDSET_NONE || &p->v[same] == w)
		return;
	w->dropped = true;
	w->same = (uint32_t)same;
	p->v[same].used |= w->used;
	p->v[same].needed |= flow;
	if (flow && p->v[same].class != REF_PLATFORM)
		p->v[same].class = REF_OBJECT;
}

static void
plan_answer(struct plan *p, struct plan_want *w)
{
	if (plan_is_lookup(w))
		plan_lookup(p, w);
	else if (w->class == REF_PLATFORM ||
		 reftype_class(plan_text(p, w->type), plan_text(p, w->id)) == REF_PLATFORM ||
		 reftype_is_built_in(plan_text(p, w->type), plan_text(p, w->name)))
		w->status = MAP_PLATFORM;
	else if (w->type == 0)
		w->status = MAP_UNKNOWN;
	else if (p->symbolic)
		plan_symbol(p, w);
	else if (!plan_decided(p, w))
		plan_match(p, w);
	if (w->status == MAP_MISSING || w->status == MAP_AMBIGUOUS)
		plan_ignores(p, w);
}

bool
plan_ignores(struct plan *p, struct plan_want *w)
{
	const struct slice names[] = {
	    plan_text(p, w->name), plan_name(p, w), plan_text(p, w->id), plan_text(p, w->full)};

	if (p->ignores == NULL ||
	    !ignores_match(p->ignores, plan_text(p, w->type), names, COUNT_OF(names)))
		return false;
	w->status = MAP_IGNORED;
	w->reason = PLAN_BY_IGNORE;
	w->to_name = 0;
	return true;
}

/* The organization first, ids of no type last. */
static int
by_type_and_name(const void *a, const void *b)
{
	const struct plan_line *x = a, *y = b;
	bool first_x = slice_is(x->type, "organization"),
	     first_y = slice_is(y->type, "organization");
	int c;

	if (first_x != first_y)
		return first_x ? -1 : 1;
	if ((x->type.n == 0) != (y->type.n == 0))
		return x->type.n == 0 ? 1 : -1;
	c = slice_cmp(x->type, y->type);
	if (c == 0)
		c = slice_cmp(x->name, y->name);
	return c != 0 ? c : slice_cmp(x->id, y->id);
}

static void
sort_lines(struct plan *p)
{
	free(p->lines);
	p->lines = xcalloc(p->n + 1, sizeof *p->lines);
	p->nlines = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct plan_want *w = &p->v[i];
		if (!w->dropped)
			p->lines[p->nlines++] = (struct plan_line){
			    plan_text(p, w->type), plan_called(p, w), plan_text(p, w->id), w};
	}
	qsort(p->lines, p->nlines, sizeof *p->lines, by_type_and_name);
}

void
plan_solve(struct plan *p)
{
	if (p->target != NULL)
		near_start(&p->near, p->target);
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].type == 0 || plan_is_any_flow(p, &p->v[i]))
			plan_identify(p, &p->v[i]);
	plan_count_source(p);
	for (size_t i = 0; i < p->n; i++)
		if (!p->v[i].dropped)
			plan_answer(p, &p->v[i]);
	if (!p->symbolic) {
		plan_lookup_given(p);
		plan_hold(p);
		plan_lookup_held(p);
		plan_judge(p);
	}
	sort_lines(p);
}

bool
plan_is_open(const struct plan_want *w)
{
	return w->status == MAP_MISSING || w->status == MAP_AMBIGUOUS ||
	       ((w->status == MAP_NEW || w->status == MAP_WITHHELD) && w->needed);
}

void
plan_release(struct plan *p)
{
	idset_release(&p->texts);
	idset_release(&p->keys);
	idset_release(&p->names);
	idset_release(&p->flow_keys);
	idset_release(&p->first_keys);
	free(p->first);
	buf_release(&p->at);
	free(p->flows);
	free(p->broken);
	near_release(&p->near);
	buf_release(&p->scratch);
	free(p->lines);
	free(p->v);
	free(p->uses);
	free(p->count);
	free(p->found);
	free(p->decided_used);
	free(p->first_use);
	*p = (struct plan)PLAN_INIT;
}
