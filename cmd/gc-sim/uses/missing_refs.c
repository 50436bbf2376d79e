/* missing_refs.c - what a configuration refers to and the org does not have */
#include "uses/missing_refs.h"
#include "base/mem.h"
#include "record/flowtype.h"
#include "refs/refs.h"

bool
missing_refs_org_has(const struct sim *sim, struct slice type, const char *id)
{
	const struct org_flow *flow;

	if (flowtype_is_reference(type)) {
		flow = org_flow_by_id(&sim->org, id);
		return flow != NULL && !flow->deleted && org_newest(flow) > 0;
	}
	for (size_t i = 0; i < sim->org.ntypes; i++) {
		const struct org_type *t = &sim->org.types[i];
		size_t at = idset_find(&t->ids, slice_str(id));
		if (at != IDSET_NONE && !sim->org.objects[t->at[at]].deleted)
			return true;
	}
	return false;
}

static void
missing_refs_judge(struct missing_refs *missing, const struct sim *sim, const struct refs *refs,
    const struct ref *ref)
{
	struct slice type = refs_text(refs, ref->type), id = refs_text(refs, ref->id),
		     name = refs_text(refs, ref->name);
	char *text;

	if (!ref->manifest || ref->class != REF_OBJECT)
		return;
	text = xmemdup0(id.p, id.n);
	if (missing_refs_org_has(sim, type, text)) {
		free(text);
		return;
	}
	missing->v = xgrow(missing->v, &missing->cap, missing->n + 1, sizeof *missing->v);
	missing->v[missing->n++] =
	    (struct missing_ref){xmemdup0(type.p, type.n), text, xmemdup0(name.p, name.n)};
}

void
missing_refs_find(struct missing_refs *missing, const struct sim *sim, struct slice configuration)
{
	struct refs refs = REFS_INIT;
	struct json j = JSON_INIT;
	struct buf record = BUF_INIT;

	if (refs_read_configuration(&refs, &j, configuration, &record))
		for (size_t i = 0; i < refs.n; i++)
			missing_refs_judge(missing, sim, &refs, &refs.v[i]);
	refs_release(&refs);
	json_release(&j);
	buf_release(&record);
}

void
missing_refs_release(struct missing_refs *missing)
{
	for (size_t i = 0; i < missing->n; i++) {
		free(missing->v[i].type);
		free(missing->v[i].id);
		free(missing->v[i].name);
	}
	free(missing->v);
	*missing = (struct missing_refs)MISSING_REFS_INIT;
}
