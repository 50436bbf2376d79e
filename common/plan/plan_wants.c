/* plan_wants.c - collect the references of flows: each id and each looked-up name once */
#include "base/mem.h"
#include "json/peek.h"
#include "objects/object_type.h"
#include "plan/plan_build.h"
#include "record/flowtype.h"
#include "record/lookup.h"

#define NO_FLOW SIZE_MAX

uint32_t
plan_keep(struct plan *p, struct slice text)
{
	if (p->texts.n == 0)
		idset_add(&p->texts, slice_str("")); /* is number 0 */
	return (uint32_t)idset_add(&p->texts, text);
}

static uint32_t
keep_member(struct plan *p, const struct members *m, const char *key)
{
	return plan_keep(p, members_text(m, key, &p->scratch));
}

struct slice
plan_key(struct plan *p, uint32_t type, uint32_t text)
{
	buf_clear(&p->scratch);
	buf_add_slice(&p->scratch, plan_text(p, type));
	buf_putc(&p->scratch, '\t');
	buf_add_slice(&p->scratch, plan_text(p, text));
	return buf_slice(&p->scratch);
}

/* The stricter one of two classes. */
static enum ref_class
plan_stronger_class(enum ref_class a, enum ref_class b)
{
	static const int rank[] = {[REF_OBJECT] = 0,
	    [REF_OWN] = 1,
	    [REF_PLATFORM] = 2,
	    [REF_UNKNOWN] = 3,
	    [REF_LITERAL] = 4,
	    [REF_NAME] = 5,
	    [REF_DYNAMIC] = 6};

	return rank[a] <= rank[b] ? a : b;
}

/*
 * The key of a type and a name, and of a data action's category, which differs from all keys of
 * ids.
 */
static struct slice
lookup_key(struct plan *p, uint32_t type, uint32_t name, uint32_t category)
{
	buf_clear(&p->scratch);
	buf_add_slice(&p->scratch, plan_text(p, type));
	buf_putc(&p->scratch, '\n');
	buf_add_slice(&p->scratch, plan_text(p, name));
	if (category != 0) {
		buf_putc(&p->scratch, '\n');
		buf_add_slice(&p->scratch, plan_text(p, category));
	}
	return buf_slice(&p->scratch);
}

/*
 * The want of a type and id, or, without an id, of a type, name and category; made if it is new.
 * Valid until the next one.
 */
static struct plan_want *
plan_want_of(struct plan *p, enum ref_class class, uint32_t type, uint32_t id, uint32_t name,
    uint32_t category)
{
	size_t index = idset_add(
	    &p->keys, id != 0 ? plan_key(p, type, id) : lookup_key(p, type, name, category));
	struct plan_want *w;

	if (index == p->n) {
		p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
		p->v[p->n++] =
		    (struct plan_want){.type = type, .id = id, .full = id, .class = class};
	}
	w = &p->v[index];
	w->class = plan_stronger_class(w->class, class);
	if (w->name == 0)
		w->name = name;
	return w;
}

/* The want of a record itself. */
static size_t
plan_self(struct plan *p, const struct plan_flow *flow)
{
	struct plan_want *w = plan_want_of(p, REF_OWN, flow->type, flow->id, flow->name, 0);

	w->self = true;
	w->object = flow->object;
	return (size_t)(w - p->v);
}

/* The key of a flow. Several files may have flows of one type and name, and no ids. */
static struct slice
plan_flow_key(struct plan *p, const struct plan_flow *flow, uint32_t file)
{
	buf_clear(&p->scratch);
	buf_printf(&p->scratch, "%u\t%u\t%u\t%u", (unsigned)flow->type, (unsigned)flow->id,
	    (unsigned)(flow->id != 0 ? 0 : flow->name), (unsigned)(flow->id != 0 ? 0 : file));
	return buf_slice(&p->scratch);
}

/*
 * Records of one flow need not all tell its file: those that do not are of the first flow of the
 * type and name. NO_FLOW: it is the first one, or another file's.
 */
static size_t
plan_flow_named(struct plan *p, const struct plan_flow *flow)
{
	size_t before = p->first_keys.n;
	size_t i = idset_add(&p->first_keys, plan_flow_key(p, flow, 0));
	struct plan_flow *first;

	if (i == before) {
		p->first = xgrow(p->first, &p->first_cap, i + 1, sizeof *p->first);
		p->first[i] = p->nflows;
		return NO_FLOW;
	}
	first = &p->flows[p->first[i]];
	if (first->file == 0)
		first->file = flow->file;
	return flow->file == 0 || first->file == flow->file ? p->first[i] : NO_FLOW;
}

static size_t
plan_flow_of(struct plan *p, struct plan_flow flow)
{
	size_t i = flow.id == 0 ? plan_flow_named(p, &flow) : NO_FLOW;

	if (i != NO_FLOW)
		return i;
	i = idset_add(&p->flow_keys, plan_flow_key(p, &flow, flow.file));
	if (i < p->nflows) {
		if (p->flows[i].file == 0)
			p->flows[i].file = flow.file;
		return i;
	}
	flow.want = SIZE_MAX;
	if (flow.id != 0)
		flow.want = plan_self(p, &flow);
	p->nobjects += flow.object;
	p->nameless += flow.id == 0;
	p->flows = xgrow(p->flows, &p->flows_cap, p->nflows + 1, sizeof *p->flows);
	p->flows[p->nflows++] = flow;
	return i;
}

/* The flow or object with these members; NO_FLOW: no type, or neither id nor name. */
static size_t
read_flow(struct plan *p, const struct members *m, const struct members *record, bool object)
{
	struct buf type = BUF_INIT;
	struct plan_flow flow = {.org = keep_member(p, record, "org"), .object = object};

	flow.file = keep_member(p, record, "file");
	flow.id = keep_member(p, m, "id");
	flow.name = keep_member(p, m, "name");
	flow.api_type = keep_member(p, m, "type");
	if (object) {
		flow.type = flow.api_type;
	} else if (flow.api_type != 0) {
		flowtype_reference(plan_text(p, flow.api_type), &type);
		flow.type = plan_keep(p, buf_slice(&type));
	}
	buf_release(&type);
	return flow.type != 0 && (flow.id != 0 || flow.name != 0) ? plan_flow_of(p, flow) : NO_FLOW;
}

static size_t
read_flow_of(struct plan *p, const struct members *ref)
{
	const struct member *object = members_find(ref, "object"),
			    *member = object != NULL ? object : members_find(ref, "flow");
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	size_t flow = NO_FLOW;

	if (member != NULL && member->type == JSON_OBJECT && members_read(&m, &j, member->value))
		flow = read_flow(p, &m, ref, object != NULL);
	members_release(&m);
	json_release(&j);
	return flow;
}

void
plan_add_flow(struct plan *p, const struct members *flow)
{
	read_flow(p, flow, flow, false);
}

void
plan_add_object(struct plan *p, const struct members *object)
{
	const struct member *configuration = members_find(object, "configuration");

	if (configuration != NULL && configuration->type == JSON_OBJECT)
		read_flow(p, object, object, true);
}

bool
plan_has_given(const struct plan *p, struct slice type, struct slice name)
{
	for (size_t i = 0; p->nameless > 0 && i < p->nflows; i++)
		if (p->flows[i].id == 0 && slice_eq(plan_text(p, p->flows[i].type), type) &&
		    slice_eq(plan_text(p, p->flows[i].name), name))
			return true;
	return false;
}

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

	use->source = keep_member(p, ref, "source");
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
	uint32_t id = keep_member(p, ref, "id"), type = keep_member(p, ref, "type");
	uint32_t name = keep_member(p, ref, "name"), category = keep_member(p, ref, "category");
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

/* A flow without an id, as Archy YAML is, is known by its own reference. */
static void
plan_find_self(struct plan *p, struct plan_flow *flow, struct plan_want *w)
{
	if (!w->named || w->class != REF_OWN || flow->id != 0 || w->type != flow->type ||
	    w->name != flow->name)
		return;
	w->self = true;
	flow->want = (size_t)(w - p->v);
}

/* Whether the record is an object that gc-put does not create: what it names need not be there. */
static bool
plan_only_looks(const struct plan *p, size_t flow)
{
	const struct object_type *type;

	if (flow == NO_FLOW || !p->flows[flow].object)
		return false;
	type = object_type_find(plan_text(p, p->flows[flow].type));
	return type == NULL || type->stage == 0;
}

bool
plan_add(struct plan *p, const struct members *ref)
{
	uint32_t org = keep_member(p, ref, "org");
	size_t flow = read_flow_of(p, ref);
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
	w = plan_want_for(p, ref, as, flow != NO_FLOW ? p->flows[flow].id : 0);
	if (w == NULL)
		return true;
	w->used |= !idle;
	if (flow != NO_FLOW && class == REF_OWN)
		plan_find_self(p, &p->flows[flow], w);
	if (members_find(ref, "not_moved") != NULL)
		w->not_moved = plan_keep(p, members_find(ref, "not_moved")->value);
	if (flow != NO_FLOW && !idle && !plan_only_looks(p, flow))
		plan_add_use(p, flow, w, class, ref);
	if (w->flow == 0 && flow != NO_FLOW)
		w->flow = p->flows[flow].name;
	return true;
}
