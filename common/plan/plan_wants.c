/* plan_wants.c - collect the references of flows: each id and each looked-up name once */
#include "base/mem.h"
#include "json/peek.h"
#include "objects/object_type.h"
#include "plan/plan_build.h"
#include "record/lookup.h"

static bool
plan_class_of(struct slice word, enum ref_class *class)
{
	static const enum ref_class all[] = {
	    REF_OBJECT, REF_PLATFORM, REF_OWN, REF_NAME, REF_LITERAL, REF_UNKNOWN, REF_DYNAMIC};

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (json_is(word, ref_class_name(all[i]))) {
			*class = all[i];
			return true;
		}
	return false;
}

/* Where the use is: the first few places, as spelled. */
static void
plan_keep_places(struct plan *p, const struct members *ref, struct plan_use *use)
{
	const struct member *at = members_find(ref, "at"), *line = members_find(ref, "line"),
			    *count = members_find(ref, "count");
	struct slice rest, element;

	use->source = plan_keep_member(p, ref, "source");
	use->count = count != NULL ? (uint32_t)member_whole(count) : 0;
	if (line != NULL && line->type == JSON_NUMBER) {
		use->line = (uint32_t)member_whole(line);
	} else if (line != NULL && line->type == JSON_ARRAY) {
		struct member first = {.type = JSON_NUMBER};
		rest = line->value;
		if (peek_element(&rest, &first.value))
			use->line = (uint32_t)member_whole(&first);
	}
	if (at == NULL || at->type != JSON_ARRAY || !buf_fits(&p->at, at->value.n))
		return;
	use->at = p->at.n;
	rest = at->value;
	for (int i = 0; i < PLAN_PLACES_MAX && peek_element(&rest, &element); i++) {
		buf_putc(&p->at, i == 0 ? '[' : ',');
		buf_add_slice(&p->at, element);
	}
	if (p->at.n > use->at)
		buf_putc(&p->at, ']');
	use->at_len = p->at.n - use->at;
}

static bool
plan_is_marked(const struct members *ref, const char *name)
{
	const struct member *m = members_find(ref, name);

	return m != NULL && m->type == JSON_TRUE;
}

/* Note that the flow does not work without this object, if it is open; as in gc-remap. */
static void
plan_add_use(struct plan *p, size_t flow, const struct plan_want *w, enum ref_class class,
    const struct members *ref)
{
	size_t index = (size_t)(w - p->v);
	struct plan_use use = {.flow = (uint32_t)flow, .want = (uint32_t)index, .class = class};

	use.late = plan_is_marked(ref, "late");
	use.optional = plan_is_marked(ref, "optional");

	if (p->flows[flow].want == index || class == REF_PLATFORM)
		return;
	use.number = (uint32_t)p->nuses;
	if (p->places)
		plan_keep_places(p, ref, &use);
	p->uses = xgrow(p->uses, &p->uses_cap, p->nuses + 1, sizeof *p->uses);
	p->uses[p->nuses++] = use;
}

/* Whether it is the name of a look-up when the flow runs; other names only repeat a reference. */
static bool
is_lookup(const struct plan *p, const struct members *ref, enum ref_class class, uint32_t type,
    uint32_t name)
{
	return class == REF_NAME && name != 0 && lookup_has_type(plan_text(p, type)) &&
	       !json_is(members_string(ref, "source"), "manifest");
}

/* The want that the reference asks for; NULL: none. */
static struct plan_want *
plan_want_for(struct plan *p, const struct members *ref, enum ref_class class, uint32_t flow_id)
{
	uint32_t id = plan_keep_member(p, ref, "id"), type = plan_keep_member(p, ref, "type");
	uint32_t name = plan_keep_member(p, ref, "name"),
		 category = plan_keep_member(p, ref, "category");
	bool named = id == 0 && type != 0 && name != 0 && (class == REF_OBJECT || class == REF_OWN);
	struct plan_want *w;

	if (class == REF_UNKNOWN && id == 0 && type == 0 && name != 0) {
		named = true;
		type = plan_keep(p, slice_str(PLAN_UNKNOWN_TYPE));
	}
	if (is_lookup(p, ref, class, type, name))
		id = 0;
	else if (!named && (class == REF_NAME || id == 0))
		return NULL;
	w = plan_want_of(p, class, type, id, name, named ? category : 0);
	w->named |= named;
	w->needed |= class == REF_OBJECT && (named || id != flow_id);
	if (w->category == 0)
		w->category = category;
	return w;
}

/* A flow without an id, as Archy YAML is, is known by its own reference, which this want is of. */
static void
plan_find_self(struct plan *p, struct plan_flow *flow, struct plan_want *w)
{
	if (!w->named || flow->id != 0 || w->type != flow->type || w->name != flow->name)
		return;
	w->self = true;
	flow->want = (size_t)(w - p->v);
}

/* Whether the record is an object that gc-put does not create: what it names need not be there. */
static bool
plan_only_looks(const struct plan *p, size_t flow)
{
	const struct object_type *type;

	if (flow == PLAN_NO_FLOW || !p->flows[flow].object)
		return false;
	type = object_type_find(plan_text(p, p->flows[flow].type));
	return type == NULL || type->stage == 0;
}

bool
plan_add(struct plan *p, const struct members *ref)
{
	uint32_t org = plan_keep_member(p, ref, "org");
	size_t flow = plan_flow_of_ref(p, ref);
	bool idle = plan_is_marked(ref, "outOfService"); /* a setting switches each value off */
	struct plan_want *w;
	enum ref_class class, as;

	if (!plan_class_of(members_string(ref, "class"), &class))
		return false;
	as = reftype_is_needed(class, members_string(ref, "type")) && !idle ? REF_OBJECT : class;
	if (as == REF_OBJECT && plan_only_looks(p, flow))
		as = REF_UNKNOWN;
	p->dynamic += class == REF_DYNAMIC;
	if (org != 0)
		plan_want_of(p, REF_OWN, plan_keep(p, slice_str("organization")), org, 0, 0);
	w = plan_want_for(p, ref, as, flow != PLAN_NO_FLOW ? p->flows[flow].id : 0);
	if (w == NULL)
		return true;
	w->used |= !idle;
	if (flow != PLAN_NO_FLOW && class == REF_OWN)
		plan_find_self(p, &p->flows[flow], w);
	if (members_find(ref, "not_moved") != NULL)
		w->not_moved = plan_keep(p, members_find(ref, "not_moved")->value);
	if (flow != PLAN_NO_FLOW && !idle && !plan_only_looks(p, flow))
		plan_add_use(p, flow, w, class, ref);
	if (w->flow == 0 && flow != PLAN_NO_FLOW)
		w->flow = p->flows[flow].name;
	return true;
}
