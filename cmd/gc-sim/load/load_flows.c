/* load_flows.c - add the flows of a folder to the org, with unique names and ids */
#include "load/load.h"

#include "base/err.h"
#include "base/mem.h"

/* A real org has no two flows of one type and name: the second one becomes "NAME (2)". */
static void
settle_name(struct loader *l, struct loaded *flow)
{
	struct buf name = BUF_INIT;
	size_t index;

	buf_puts(&name, flow->name);
	for (size_t i = 2; !load_is_new(l, &l->taken, flow->type, name.p, &index); i++) {
		buf_clear(&name);
		buf_printf(&name, "%s (%zu)", flow->name, i);
	}
	free(flow->name);
	flow->name = buf_detach(&name);
}

/*
 * A configuration has no id: it gets the one by which other flows refer to it, as they do where
 * it comes from, or else one that follows from the seed.
 */
static void
settle_id(struct loader *l, struct loaded *flow)
{
	const char *known = load_named(l, flow->type, flow->name);
	char id[UUID_SIZE];

	generate_id(l->plan, flow->type, flow->name, 0, id);
	if (known == NULL || org_flow_by_id(l->org, known) != NULL)
		known = id;
	flow->id = xstrdup(known);
}

static void
loaded_release(struct loaded *flow)
{
	free(flow->type);
	free(flow->name);
	free(flow->id);
	free(flow->description);
	free(flow->configuration);
	free(flow->draft);
	free(flow->version);
	free(flow->locked_by);
	free(flow->locked_for);
}

/* Takes over what the loaded flow holds. */
static void
load_add_flow(struct loader *l, struct loaded *from)
{
	struct org_flow *flow;

	if (from->id == NULL) {
		settle_name(l, from);
		settle_id(l, from);
	}
	if (org_flow_by_id(l->org, from->id) != NULL)
		die(EXIT_DATA, 0, "two flows have the id \"%s\"", from->id);
	flow = org_add_flow(l->org, from->id);
	flow->type = from->type;
	flow->name = from->name;
	flow->description = from->description;
	flow->division = from->division == ORG_NO_DIVISION ? 0 : from->division;
	flow->deleted = from->deleted;
	flow->builtin = from->builtin;
	if (!from->deleted && !from->builtin && (!from->listed))
		flow->key = org_key(from->type, from->name);
	load_add_versions(l, flow, from);
	free(from->id);
	free(from->configuration);
}

/* Whether the flow's configuration is in the org already, and this is only how it is listed. */
static bool
load_has_flow(const struct loader *l, const struct loaded *flow)
{
	const struct org_flow *known = flow->id != NULL ? org_flow_by_id(l->org, flow->id) : NULL;

	return known != NULL && org_newest(known) > 0;
}

/* What is listed has marks that the files do not have. */
static void
load_join_flows(struct loader *l)
{
	struct idset ids = IDSET_INIT;
	size_t *at = xcalloc(l->nflows + 1, sizeof *at); /* by index in ids: the flow's */

	for (size_t i = 0; i < l->nflows; i++) {
		const struct loaded *flow = &l->flows[i];
		if (flow->listed && flow->marked && flow->id != NULL)
			at[idset_add(&ids, slice_str(flow->id))] = i;
	}
	for (size_t i = 0; i < l->nflows; i++) {
		struct loaded *flow = &l->flows[i];
		size_t index = flow->listed || flow->marked || flow->id == NULL
				   ? IDSET_NONE
				   : idset_find(&ids, slice_str(flow->id));
		if (index != IDSET_NONE)
			load_marks_join(flow, &l->flows[at[index]]);
	}
	idset_release(&ids);
	free(at);
}

void
load_add_flows(struct loader *l)
{
	load_join_flows(l);
	for (size_t i = 0; i < l->nflows; i++)
		if (!l->flows[i].listed)
			load_add_flow(l, &l->flows[i]);
	for (size_t i = 0; i < l->nflows; i++) {
		struct loaded *flow = &l->flows[i];
		if (!flow->listed)
			continue;
		if (load_has_flow(l, flow))
			loaded_release(flow);
		else
			load_add_flow(l, flow);
	}
}
