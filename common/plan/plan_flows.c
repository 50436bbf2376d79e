/* plan_flows.c - the flows and objects of the input, each once */
#include "base/mem.h"
#include "plan/plan_build.h"
#include "record/flowtype.h"

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
 * type and name. PLAN_NO_FLOW: it is the first one, or another file's.
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
		return PLAN_NO_FLOW;
	}
	first = &p->flows[p->first[i]];
	if (first->file == 0)
		first->file = flow->file;
	return flow->file == 0 || first->file == flow->file ? p->first[i] : PLAN_NO_FLOW;
}

static size_t
plan_flow_of(struct plan *p, struct plan_flow flow)
{
	size_t i = flow.id == 0 ? plan_flow_named(p, &flow) : PLAN_NO_FLOW;

	if (i != PLAN_NO_FLOW)
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

/* The flow or object with these members; PLAN_NO_FLOW: no type, or neither id nor name. */
static size_t
read_flow(struct plan *p, const struct members *m, const struct members *record, bool object)
{
	struct buf type = BUF_INIT;
	struct plan_flow flow = {.org = plan_keep_member(p, record, "org"), .object = object};

	flow.file = plan_keep_member(p, record, "file");
	flow.id = plan_keep_member(p, m, "id");
	flow.name = plan_keep_member(p, m, "name");
	flow.api_type = plan_keep_member(p, m, "type");
	if (object) {
		flow.type = flow.api_type;
	} else if (flow.api_type != 0) {
		flowtype_reference(plan_text(p, flow.api_type), &type);
		flow.type = plan_keep(p, buf_slice(&type));
	}
	buf_release(&type);
	return flow.type != 0 && (flow.id != 0 || flow.name != 0) ? plan_flow_of(p, flow)
								  : PLAN_NO_FLOW;
}

size_t
plan_flow_of_ref(struct plan *p, const struct members *ref)
{
	const struct member *object = members_find(ref, "object"),
			    *member = object != NULL ? object : members_find(ref, "flow");
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	size_t flow = PLAN_NO_FLOW;

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
