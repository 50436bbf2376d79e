/* org.c - the org that gc-sim serves: divisions, objects, and flows with their versions */
#include "org/org.h"

#include "base/hash.h"
#include "base/mem.h"
#include "org/parts.h"

static size_t
org_hash_id(const char *id)
{
	uint64_t h = hash_add(HASH_INIT, slice_str(id));

	return (size_t)(h ^ h >> 32);
}

/* The slot of this id: the one that holds it, or the free one where it belongs. */
static size_t *
org_slot(const struct org *org, const char *id)
{
	size_t i = org_hash_id(id) & (org->slots - 1);

	while (org->by_id[i] != 0 && strcmp(org->flows[org->by_id[i] - 1].id, id) != 0)
		i = (i + 1) & (org->slots - 1);
	return &org->by_id[i];
}

static void
grow_index(struct org *org)
{
	free(org->by_id);
	org->slots = org->slots == 0 ? 64 : org->slots * 2;
	org->by_id = xcalloc(org->slots, sizeof(*org->by_id));
	for (size_t i = 0; i < org->nflows; i++)
		*org_slot(org, org->flows[i].id) = i + 1;
}

size_t
org_find_division(const struct org *org, const char *id)
{
	for (size_t i = 0; i < org->ndivisions; i++)
		if (strcmp(org->divisions[i].id, id) == 0)
			return i;
	return ORG_NO_DIVISION;
}

struct org_flow *
org_flow_by_id(const struct org *org, const char *id)
{
	size_t found = org->slots == 0 ? 0 : *org_slot(org, id);

	return found == 0 ? NULL : &org->flows[found - 1];
}

struct org_flow *
org_add_flow(struct org *org, const char *id)
{
	struct org_flow *flow;

	if (org->nflows * 2 >= org->slots)
		grow_index(org);
	org->flows = xgrow(org->flows, &org->flows_cap, org->nflows + 1, sizeof(*org->flows));
	flow = &org->flows[org->nflows++];
	memset(flow, 0, sizeof(*flow));
	flow->id = xstrdup(id);
	*org_slot(org, id) = org->nflows;
	return flow;
}

struct org_object *
org_add_object(struct org *org)
{
	struct org_object *object;

	org->objects =
	    xgrow(org->objects, &org->objects_cap, org->nobjects + 1, sizeof(*org->objects));
	object = &org->objects[org->nobjects++];
	memset(object, 0, sizeof(*object));
	object->division = ORG_NO_DIVISION;
	return object;
}

void
org_add_version(
    struct org_flow *flow, size_t number, struct slice configuration, long long saved_ms)
{
	struct org_version *v;
	struct buf id = BUF_INIT;

	if (number == 0 && flow->n > 0)
		number = strtoul(flow->versions[flow->n - 1].id, NULL, 10);
	else if (number > 0)
		number--;
	buf_printf(&id, "%zu.0", number + 1);
	flow->versions = xgrow(flow->versions, &flow->cap, flow->n + 1, sizeof(*flow->versions));
	v = &flow->versions[flow->n++];
	*v = (struct org_version){
	    .id = buf_detach(&id), .len = configuration.n, .saved_ms = saved_ms};
	if (configuration.n > 0)
		v->configuration = xmemdup0(configuration.p, configuration.n);
}

size_t
org_find_version(const struct org_flow *flow, const char *id)
{
	for (size_t i = flow->n; i > 0; i--)
		if (strcmp(flow->versions[i - 1].id, id) == 0)
			return i;
	return flow->draft.id != NULL && strcmp(flow->draft.id, id) == 0 ? flow->n + 1 : 0;
}

void
org_drop_draft(struct org_flow *flow)
{
	free(flow->draft.id);
	free(flow->draft.configuration);
	flow->draft = (struct org_version){.id = NULL};
}

void
org_set_draft(struct org_flow *flow, const char *id, struct slice configuration, long long saved_ms)
{
	char *copy = xstrdup(id);

	org_drop_draft(flow);
	flow->draft =
	    (struct org_version){.id = copy, .len = configuration.n, .saved_ms = saved_ms};
	if (configuration.n > 0)
		flow->draft.configuration = xmemdup0(configuration.p, configuration.n);
}

void
org_check_in(struct org *org, struct org_flow *flow)
{
	struct buf made = BUF_INIT;
	struct slice bytes;

	if (flow->draft.id == NULL)
		return;
	bytes = org_configuration(org, flow, flow->n, &made);
	org_add_version(flow, 0, bytes, flow->draft.saved_ms);
	org_drop_draft(flow);
	buf_release(&made);
}

struct slice
org_configuration(
    const struct org *org, const struct org_flow *flow, size_t version, struct buf *to)
{
	const struct org_version *v = version < flow->n ? &flow->versions[version] : &flow->draft;

	if (version == flow->n && v->configuration == NULL)
		v = &flow->versions[--version];
	if (v->configuration != NULL)
		return slice_of(v->configuration, v->len);
	buf_clear(to);
	org->maker->body(org, flow, version, to);
	return buf_slice(to);
}

static void
org_release_flow(struct org_flow *flow)
{
	for (size_t i = 0; i < flow->n; i++) {
		free(flow->versions[i].id);
		free(flow->versions[i].configuration);
	}
	free(flow->versions);
	free(flow->id);
	free(flow->name);
	free(flow->description);
	free(flow->type);
	org_drop_draft(flow);
	free(flow->locked_by);
	free(flow->locked_for);
	free(flow->operation);
}

void
org_release_object(struct org_object *object)
{
	free(object->type);
	free(object->id);
	free(object->name);
	free(object->extra);
	free(object->definition);
	free(object->former);
	parts_release(object->parts);
}

/* The API creates no voicemail flow: a person makes it in Architect before a migration. */
static bool
org_is_made_by_hand(const struct org_flow *flow)
{
	return strcasecmp(flow->type, "VOICEMAIL") == 0;
}

void
org_drop_flows(struct org *org, bool all)
{
	size_t kept = 0;

	for (size_t i = 0; i < org->nflows; i++) {
		if (!all && (org->flows[i].builtin || org_is_made_by_hand(&org->flows[i])))
			org->flows[kept++] = org->flows[i];
		else
			org_release_flow(&org->flows[i]);
	}
	org->nflows = kept;
	org->slots = 0;
	do
		grow_index(org);
	while (org->nflows * 2 >= org->slots);
}

void
org_release(struct org *org)
{
	for (size_t i = 0; i < org->nflows; i++)
		org_release_flow(&org->flows[i]);
	for (size_t i = 0; i < org->nobjects; i++)
		org_release_object(&org->objects[i]);
	for (size_t i = 0; i < org->ndivisions; i++) {
		free(org->divisions[i].id);
		free(org->divisions[i].name);
		free(org->divisions[i].description);
	}
	org_release_index(org);
	if (org->maker != NULL)
		org->maker->release(org->generator);
	free(org->flows);
	free(org->objects);
	free(org->divisions);
	free(org->by_id);
	free(org->id);
	free(org->name);
	memset(org, 0, sizeof(*org));
}
