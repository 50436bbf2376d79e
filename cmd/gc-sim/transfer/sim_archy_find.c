/* sim_archy_find.c - which object of this org a name in the YAML of sim_archy.h means */
#include "flows/flow_request.h"
#include "transfer/sim_archy.h"
#include "store/change.h"
#include "org/object.h"
#include "record/flowtype.h"
#include "refs/refs.h"

static bool
is_meant(const struct org_object *o, const char *type, const char *name, const char *value)
{
	const char *key = sim_archy_distinction(slice_str(type));
	char *has;
	bool same;

	if (strcmp(o->type, type) != 0 || strcmp(o->name, name) != 0)
		return false;
	if (key == NULL || value == NULL)
		return true;
	has = object_text(o, key);
	same = has == NULL || strcmp(has, value) == 0;
	free(has);
	return same;
}

/* The domain that a configuration's manifest names is appended; false where it names none. */
static bool
domain_of(struct slice configuration, struct buf *id)
{
	struct refs refs = REFS_INIT;
	struct json j = JSON_INIT;
	struct buf record = BUF_INIT;
	bool found = false;

	if (refs_read_configuration(&refs, &j, configuration, &record))
		for (size_t i = 0; i < refs.n && !found; i++) {
			found = refs.v[i].manifest &&
				slice_is(refs_text(&refs, refs.v[i].type), "nluDomain");
			if (found)
				buf_add_slice(id, refs_text(&refs, refs.v[i].id));
		}
	refs_release(&refs);
	json_release(&j);
	buf_release(&record);
	return found;
}

/* The domain that the flow has here; one is made where it has none. */
static void
sim_archy_find_domain(struct sim *sim, const struct sim_archy *a, struct buf *id)
{
	const struct org_flow *flow =
	    a->name != NULL ? flow_named(&sim->org, a->name, a->type) : NULL;
	struct buf body = BUF_INIT;
	char made[ID_SIZE];

	if (flow == NULL || org_newest(flow) == 0 ||
	    !domain_of(org_configuration(&sim->org, flow, org_newest(flow) - 1, &body), id)) {
		sim_id(sim, made);
		buf_puts(id, made);
		change_make(sim, &(struct change){.kind = CHANGE_OBJECT,
				     .type = "nluDomain",
				     .object = made,
				     .name = a->name != NULL ? a->name : made});
	}
	buf_release(&body);
}

static void
sim_archy_find_object(struct sim *sim, struct job *job, const char *type, const char *name,
    const char *value, struct buf *id)
{
	size_t n = 0;

	for (size_t i = 0; i < sim->org.nobjects; i++) {
		const struct org_object *o = &sim->org.objects[i];
		if (!o->deleted && is_meant(o, type, name, value) && ++n == 1)
			buf_puts(id, o->id);
	}
	if (n == 0)
		job_fail(job, "Could not find the %s with name '%s'.", type, name);
	else if (n > 1)
		job_fail(job, "There is more than one %s with name '%s'.", type, name);
}

static void
sim_archy_find_flow(
    struct sim *sim, struct job *job, const char *type, const char *name, struct buf *id)
{
	const struct org_flow *flow;
	struct buf api = BUF_INIT;

	flowtype_api(slice_str(type), &api);
	buf_puts(&api, "");
	flow = flow_named(&sim->org, name, api.p);
	if (flow != NULL)
		buf_puts(id, flow->id);
	else
		job_fail(job, "Could not find the %s with name '%s'.", type, name);
	buf_release(&api);
}

void
sim_archy_find(const struct sim_archy *a, struct sim *sim, struct job *job, const char *type,
    const char *name, const char *value, struct buf *id)
{
	if (strcmp(type, "nluDomain") == 0)
		sim_archy_find_domain(sim, a, id);
	else if (flowtype_is_reference(slice_str(type)))
		sim_archy_find_flow(sim, job, type, name, id);
	else
		sim_archy_find_object(sim, job, type, name, value, id);
}
