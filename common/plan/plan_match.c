/* plan_match.c - the object of the target that an object of the source becomes */
#include "base/mem.h"
#include "objects/mask_headers.h"
#include "objects/object_type.h"
#include "plan/plan_build.h"
#include "record/flowtype.h"
#include "record/listed_types.h"
#include "record/uuid.h"

enum { ALMOST_MAX = 5 };

/* A rename may apply to the name in the inventory or to the one in the flows. */
static struct slice
target_name(const struct plan *p, const struct plan_want *w)
{
	struct slice type = plan_text(p, w->type), name = plan_name(p, w), other;

	if (p->renames == NULL)
		return name;
	other = renames_find(p->renames, type, name);
	return slice_eq(other, name) && w->name != 0 && !slice_eq(plan_text(p, w->name), name)
		   ? renames_find(p->renames, type, plan_text(p, w->name))
		   : other;
}

static void
plan_becomes(
    struct plan *p, struct plan_want *w, enum map_status status, const struct inventory_object *o)
{
	struct slice id = inventory_text(p->target, o->id);

	if (w->full != w->id) /* the flows have the bare UUID */
		id = uuid_of_action(id);
	w->status = status;
	w->to = plan_keep(p, id);
	w->to_name = plan_keep(p, inventory_text(p->target, o->name));
	w->to_category = plan_keep(p, inventory_text(p->target, o->category));
}

static void
plan_add_found(struct plan *p, const struct inventory_object *o)
{
	p->found = xgrow(p->found, &p->found_cap, p->nfound + 1, sizeof *p->found);
	p->found[p->nfound++] = o;
}

/* Keep the want's candidates with this mark; all of them if none has it. */
static size_t
plan_narrow(struct plan *p, struct plan_want *w, struct slice mark)
{
	size_t n = w->found;

	for (size_t i = w->found; i < w->found + w->nfound; i++) {
		const struct inventory_object *o = p->found[i];
		if (mark.n == 0 || !slice_eq(plan_mark_of(p->target, o), mark))
			continue;
		p->found[i] = p->found[n];
		p->found[n++] = o;
	}
	return n - w->found;
}

/* Why the only object of this name is not certainly the source's. */
static const char *
why_unsure(const struct plan *p, const struct plan_want *w, size_t marked)
{
	enum { NOT_KNOWN, ANOTHER, SAME };
#define WHY(mark)                                                                       \
	{                                                                               \
		"several of this name in the source, and its " mark " is not known",    \
		    "several of this name in the source, and this is of another " mark, \
		    "several of this name and " mark " in the source"                   \
	}
	static const char *const category[] = WHY("category"), *const email[] = WHY("e-mail"),
				 *const division[] = WHY("division");
#undef WHY
	struct slice type = plan_text(p, w->type);
	int why = marked > 0 ? SAME : plan_mark(p, w).n > 0 ? ANOTHER : NOT_KNOWN;

	if (slice_is(type, "dataAction"))
		return category[why];
	return slice_is(type, "user") ? email[why] : division[why];
}

static void
plan_choose(struct plan *p, struct plan_want *w)
{
	size_t n;

	if (w->nfound == 1 && plan_namesakes(p, w, false) <= 1) {
		plan_becomes(p, w, MAP_MAPPED, p->found[w->found]);
		return;
	}
	n = plan_narrow(p, w, plan_target_mark(p, w));
	if (n == 1 && plan_namesakes(p, w, true) <= 1) {
		plan_becomes(p, w, MAP_MAPPED, p->found[w->found]);
		return;
	}
	w->status = MAP_AMBIGUOUS;
	if (n > 0)
		w->nfound = n;
	if (w->nfound == 1)
		w->reason = why_unsure(p, w, n);
}

/* Whether gc-put creates the object that the input has. */
static bool
plan_is_made(const struct plan_want *w, const struct object_type *type)
{
	return w->object && type != NULL && type->stage > 0;
}

bool
plan_is_masked(const struct plan *p, const struct plan_want *w)
{
	static const char text[] = MASK_HEADERS_TEXT;
	struct slice all = plan_text(p, w->not_moved);

	for (size_t i = 0; i + sizeof text - 1 <= all.n; i++)
		if (memcmp(all.p + i, text, sizeof text - 1) == 0)
			return true;
	return false;
}

/* Whether one of the nearly equal names is the same except for letter case (ASCII). */
static bool
plan_has_twin(const struct plan *p, const struct plan_want *w, struct slice name)
{
	for (size_t i = 0; i < w->nalmost; i++) {
		struct slice other = inventory_text(p->target, p->found[w->almost + i]->name);
		if (other.n == name.n && strncasecmp(other.p, name.p, name.n) == 0)
			return true;
	}
	return false;
}

/* The target lacks an object of the input. */
static void
plan_miss_given(struct plan *p, struct plan_want *w, struct slice type, struct slice name)
{
	const struct object_type *known = object_type_find(type);

	if (!plan_is_made(w, known)) {
		if (!w->needed) {
			w->status = MAP_IGNORED;
			w->reason = "gc-put does not create this type, and nothing needs it";
		}
	} else if (plan_is_masked(p, w)) {
		w->status = MAP_MISSING;
		w->reason = "a key in its headers is masked";
	} else if (plan_has_twin(p, w, name)) {
		w->twin = true;
		w->reason = "the target has this name in other letter case";
		p->twins++;
	} else {
		w->status = MAP_NEW;
	}
}

/* No object has this name; list objects with nearly this name. */
void
plan_miss(struct plan *p, struct plan_want *w, struct slice type, struct slice name)
{
	const struct inventory_object *o = name.n > 0 ? near_first(&p->near, type, name) : NULL;
	enum inventory_scope scope = inventory_scope(p->target, type);

	w->almost = p->nfound;
	for (; o != NULL && w->nalmost < ALMOST_MAX; o = near_next(&p->near, o)) {
		plan_add_found(p, o);
		w->nalmost++;
	}
	w->status = flowtype_is_reference(type) && (w->self || plan_has_given(p, type, name))
			? MAP_NEW
			: MAP_MISSING;
	if (w->object) {
		plan_miss_given(p, w, type, name);
	} else if (scope != INVENTORY_LISTS) {
		w->reason = inventory_scope_reason(scope);
		if (scope == INVENTORY_UNLISTED && !p->strict)
			w->status = MAP_UNLISTED;
	}
	if (w->status == MAP_NEW && !slice_eq(name, plan_name(p, w)))
		w->to_name = plan_keep(p, name);
}

/*
 * A person looks at a few candidates. With thousands of one name, all of them for each would be
 * millions.
 */
static void
plan_limit_found(struct plan *p, struct plan_want *w)
{
	if (w->nfound <= PLAN_CANDIDATES_MAX)
		return;
	w->more = w->nfound - PLAN_CANDIDATES_MAX;
	w->nfound = PLAN_CANDIDATES_MAX;
	p->nfound = w->found + w->nfound;
}

void
plan_seek(struct plan *p, struct plan_want *w, struct slice name)
{
	if (!slice_eq(name, plan_name(p, w)) && !slice_eq(name, plan_text(p, w->name)))
		w->sought = plan_keep(p, name);
}

static void
match_name(struct plan *p, struct plan_want *w)
{
	struct slice type, name;
	const struct inventory_object *o;

	plan_seek(p, w, target_name(p, w)); /* first: texts may move */
	name = target_name(p, w);
	type = plan_text(p, w->type);
	w->found = p->nfound;
	o = name.n > 0 ? inventory_by_name(p->target, type, name) : NULL;
	for (; o != NULL; o = inventory_next_name(p->target, o)) {
		if (o->id == 0)
			continue;
		plan_add_found(p, o);
		w->nfound++;
	}
	if (w->nfound > 0)
		plan_choose(p, w);
	else
		plan_miss(p, w, type, name);
	plan_limit_found(p, w);
}

/*
 * Divisions are often not listed; then they are found through the objects that belong to them.
 * One name is one division, unless the listing changed during the reading.
 */
static bool
match_division(struct plan *p, struct plan_want *w)
{
	const struct inventory *inv = p->target;
	size_t name = idset_find(&inv->texts, target_name(p, w));
	uint32_t id = 0;

	for (size_t i = 0; i < inv->pairs.n; i++) {
		const struct inventory_division *d = &inv->divisions[i];
		if (d->id == 0 || d->name != name || d->objects == 0)
			continue;
		if (id != 0 && id != d->id)
			return false;
		id = d->id;
	}
	if (id == 0)
		return false;
	w->to = plan_keep(p, inventory_text(inv, id));
	w->to_name = plan_keep(p, inventory_text(inv, (uint32_t)name));
	w->status = w->to == w->id ? MAP_SAME : MAP_MAPPED;
	return true;
}

/* Home is home, whatever the two orgs call it. */
static bool
match_home(struct plan *p, struct plan_want *w)
{
	const struct inventory_object *home = inventory_home(p->target), *from = NULL;

	if (p->source != NULL)
		from = inventory_by_id(p->source, plan_text(p, w->type), plan_text(p, w->full));
	if (from == NULL || !from->home || home == NULL)
		return false;
	plan_becomes(p, w, MAP_MAPPED, home);
	return true;
}

static void
match_organization(struct plan *p, struct plan_want *w)
{
	w->status = MAP_UNKNOWN;
	if (p->target->org == 0)
		return;
	w->to = plan_keep(p, inventory_text(p->target, p->target->org));
	w->status = w->to == w->id ? MAP_SAME : MAP_MAPPED;
}

/*
 * If no flow needs it as an object, and the source does not have it either, it is not missing or
 * ambiguous, but unknown.
 */
static void
plan_mark_unneeded(const struct plan *p, struct plan_want *w)
{
	bool known =
	    p->source != NULL && w->used &&
	    inventory_by_id(p->source, plan_text(p, w->type), plan_text(p, w->full)) != NULL;
	bool asked = w->class == REF_OBJECT || w->class == REF_OWN || known;

	if (!asked &&
	    (w->status == MAP_MISSING || w->status == MAP_AMBIGUOUS || w->status == MAP_UNLISTED)) {
		w->status = MAP_UNKNOWN;
		w->reason = NULL;
	}
}

/* Not found by its id, in the org that the flows are from. */
static void
plan_miss_id(struct plan *p, struct plan_want *w, struct slice type)
{
	w->status = MAP_IGNORED;
	if (slice_is(type, "organization"))
		match_organization(p, w);
	else if (w->class != REF_OWN || w->self)
		plan_miss(p, w, type, plan_name(p, w));
	plan_mark_unneeded(p, w);
}

void
plan_match(struct plan *p, struct plan_want *w)
{
	struct slice type = plan_text(p, w->type);
	const struct inventory_object *o = inventory_by_id(p->target, type, plan_text(p, w->full));
	bool renames = !slice_eq(target_name(p, w), plan_name(p, w));

	if (p->by_id && o == NULL) {
		plan_miss_id(p, w, type);
	} else if (slice_is(type, "organization")) {
		match_organization(p, w);
	} else if (o != NULL && !renames) {
		plan_becomes(p, w, MAP_SAME, o);
	} else if (w->class == REF_OWN && !w->self && !slice_is(type, "division")) {
		w->status = MAP_IGNORED;
		w->reason = PLAN_MADE_AGAIN;
	} else if (!slice_is(type, "division") ||
		   (!(!renames && match_home(p, w)) && !match_division(p, w))) {
		match_name(p, w);
		plan_mark_unneeded(p, w);
	}
}
