/* plan_wants.c - collect the references of flows: each id and each looked-up name once */
#include "base/mem.h"
#include "plan/plan_build.h"
#include "record/flowtype.h"
#include "refs/lookup.h"

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

/* The key of a type and a looked-up name, which differs from all keys of ids. */
static struct slice
lookup_key(struct plan *p, uint32_t type, uint32_t name)
{
	buf_clear(&p->scratch);
	buf_add_slice(&p->scratch, plan_text(p, type));
	buf_putc(&p->scratch, '\n');
	buf_add_slice(&p->scratch, plan_text(p, name));
	return buf_slice(&p->scratch);
}

/*
 * The want of a type and id, or, without an id, of a type and looked-up name; made if it is new.
 * Valid until the next one.
 */
static struct plan_want *
plan_want_of(struct plan *p, enum ref_class class, uint32_t type, uint32_t id, uint32_t name)
{
	size_t index =
	    idset_add(&p->keys, id != 0 ? plan_key(p, type, id) : lookup_key(p, type, name));
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

struct flow {
	uint32_t type, id, name;
};

static struct flow
read_flow(struct plan *p, const struct members *ref)
{
	const struct member *member = members_find(ref, "flow");
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf type = BUF_INIT;
	struct flow flow = {0, 0, 0};

	if (member != NULL && member->type == JSON_OBJECT && members_read(&m, &j, member->value)) {
		flow.id = keep_member(p, &m, "id");
		flow.name = keep_member(p, &m, "name");
		flowtype_reference(members_text(&m, "type", &p->scratch), &type);
		flow.type = members_string(&m, "type").n > 0 ? plan_keep(p, buf_slice(&type)) : 0;
	}
	buf_release(&type);
	members_release(&m);
	json_release(&j);
	return flow;
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

/* Note that the flow does not work without this object; gc-remap uses the same rule. */
static void
plan_add_use(struct plan *p, size_t flow, const struct plan_want *w, enum ref_class class)
{
	size_t index = (size_t)(w - p->v);

	if (flow == index || (class != REF_OBJECT && class != REF_OWN && !plan_is_lookup(w)))
		return;
	p->uses = xgrow(p->uses, &p->uses_cap, p->nuses + 1, sizeof *p->uses);
	p->uses[p->nuses++] = (struct plan_use){(uint32_t)flow, (uint32_t)index};
}

/* Whether it is the name of a look-up when the flow runs; other names only repeat a reference. */
static bool
is_lookup(const struct plan *p, const struct members *ref, enum ref_class class, uint32_t type,
    uint32_t name)
{
	return class == REF_NAME && name != 0 && lookup_has_type(plan_text(p, type)) &&
	       !json_is(members_string(ref, "source"), "manifest");
}

/* Only values refer to it that a setting switches off. */
static bool
plan_is_idle(const struct members *ref)
{
	const struct member *m = members_find(ref, "outOfService");

	return m != NULL && m->type == JSON_TRUE;
}

bool
plan_add(struct plan *p, const struct members *ref)
{
	struct flow flow = read_flow(p, ref);
	uint32_t org = keep_member(p, ref, "org"), id = keep_member(p, ref, "id");
	uint32_t type = keep_member(p, ref, "type"), name = keep_member(p, ref, "name");
	size_t self = NO_FLOW;
	struct plan_want *w;
	enum ref_class class;

	if (!plan_class_of(members_string(ref, "class"), &class))
		return false;
	if (reftype_is_needed(class, members_string(ref, "type")) && !plan_is_idle(ref))
		class = REF_OBJECT;
	if (org != 0)
		plan_want_of(p, REF_OWN, plan_keep(p, slice_str("organization")), org, 0);
	if (flow.id != 0 && flow.type != 0) {
		w = plan_want_of(p, REF_OWN, flow.type, flow.id, flow.name);
		w->self = true;
		self = (size_t)(w - p->v);
	}
	if (is_lookup(p, ref, class, type, name))
		id = 0;
	else if (class == REF_NAME || id == 0)
		return true;
	w = plan_want_of(p, class, type, id, name);
	w->needed |= class == REF_OBJECT && id != flow.id;
	if (self != NO_FLOW)
		plan_add_use(p, self, w, class);
	if (w->category == 0)
		w->category = keep_member(p, ref, "category");
	if (w->flow == 0)
		w->flow = flow.name;
	return true;
}
