/* missing_refs.c - what a configuration refers to and the org does not have */
#include "flows/missing_refs.h"
#include "base/mem.h"
#include "record/flowtype.h"
#include "refs/refs.h"

/* The object or flow of this id that a reference of this type can mean. */
static bool
has(const struct sim *sim, struct slice type, const char *id)
{
	const struct org_flow *flow;

	if (flowtype_is_reference(type)) {
		flow = org_flow_by_id(&sim->org, id);
		return flow != NULL && !flow->deleted && flow->n > 0;
	}
	for (size_t i = 0; i < sim->org.nobjects; i++)
		if (strcmp(sim->org.objects[i].id, id) == 0)
			return true;
	return false;
}

static void
look_at(struct check *check, const struct sim *sim, const struct refs *refs, const struct ref *ref)
{
	struct slice type = refs_text(refs, ref->type), id = refs_text(refs, ref->id),
		     name = refs_text(refs, ref->name);
	char *text;

	if (!ref->manifest || ref->class != REF_OBJECT)
		return;
	text = xmemdup0(id.p, id.n);
	if (has(sim, type, text)) {
		free(text);
		return;
	}
	check->v = xgrow(check->v, &check->cap, check->n + 1, sizeof *check->v);
	check->v[check->n++] =
	    (struct check_missing){xmemdup0(type.p, type.n), text, xmemdup0(name.p, name.n)};
}

void
check_references(struct check *check, const struct sim *sim, struct slice configuration)
{
	struct refs refs = REFS_INIT;
	struct json j = JSON_INIT;
	struct buf record = BUF_INIT;

	if (refs_read_configuration(&refs, &j, configuration, &record))
		for (size_t i = 0; i < refs.n; i++)
			look_at(check, sim, &refs, &refs.v[i]);
	refs_release(&refs);
	json_release(&j);
	buf_release(&record);
}

void
check_release(struct check *check)
{
	for (size_t i = 0; i < check->n; i++) {
		free(check->v[i].type);
		free(check->v[i].id);
		free(check->v[i].name);
	}
	free(check->v);
	*check = (struct check)CHECK_INIT;
}
