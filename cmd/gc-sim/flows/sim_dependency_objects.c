/*
 * sim_dependency_objects.c - flows and objects of dependency tracking with what they use and who uses
 * them: one by id, listed by name, and the flows that use something updated or deleted
 */
#include "base/mem.h"
#include "flows/sim_dependencies.h"
#include "json/json_write.h"
#include "record/flowtype.h"
#include "flows/flow_endpoints.h"
#include "wire/page.h"

/* What the flow's version of this id uses. */
static void
dependency_consumed(struct dependencies *d, const struct dependency *one)
{
	const struct org_flow *flow = org_flow_by_id(&d->rq->sim->org, one->id);
	size_t at = flow != NULL && one->version != NULL ? org_find_version(flow, one->version) : 0;

	if (at > 0 && at <= flow->n)
		dependencies_add_consumed(d, flow, at - 1);
}

static void
dependency_object_put(struct request *rq, struct buf *b, const struct dependency *one)
{
	struct dependencies d = {.rq = rq, .filter = "consumedResourceType"};

	dependency_put(b, one);
	if (query_true(rq, "consumedResources")) {
		dependency_consumed(&d, one);
		json_write_open_array(b, "consumedResources");
		dependencies_put(b, &d);
		json_write_close_array(b);
		dependencies_release(&d);
	}
	d.filter = "consumingResourceType";
	if (query_true(rq, "consumingResources")) {
		dependencies_add_consumers(&d, one->id);
		json_write_open_array(b, "consumingResources");
		dependencies_put(b, &d);
		json_write_close_array(b);
		dependencies_release(&d);
	}
	json_write_close(b);
}

/* Every flow and object by its name. */
void
dependencies_find(struct request *rq)
{
	const struct org *org = &rq->sim->org;
	struct dependencies d = {.rq = rq, .filter = "objectType"};

	if (dependency_needs(rq, "name") == NULL)
		return;
	for (size_t i = 0; i < org->nflows; i++) {
		const struct org_flow *flow = &org->flows[i];
		if (!flow->deleted && flow->n > 0 && query_names(rq, "name", flow->name))
			dependencies_add_flow(&d, flow, flow->n - 1);
	}
	for (size_t i = 0; i < org->nobjects; i++)
		if (!org->objects[i].deleted && query_names(rq, "name", org->objects[i].name))
			dependencies_add_object(&d, &org->objects[i]);
	dependencies_answer(rq, &d, dependency_object_put);
	dependencies_release(&d);
}

/* The flow's version that is asked for, index + 1, or else the published or the newest; 0: none. */
static size_t
dependency_version(const struct request *rq, const struct org_flow *flow)
{
	const char *version = query_text(rq, "version");
	size_t at = flow->published > 0 ? flow->published : flow->n;

	if (version != NULL)
		at = org_find_version(flow, version);
	return at <= flow->n ? at : 0;
}

void
dependencies_object(struct request *rq)
{
	const struct org *org = &rq->sim->org;
	const char *id = dependency_needs(rq, "id");
	const struct org_flow *flow = id != NULL ? org_flow_by_id(org, id) : NULL;
	struct dependencies d = {.rq = rq, .filter = "objectType"};

	if (id == NULL)
		return;
	if (flow != NULL && dependency_version(rq, flow) > 0)
		dependencies_add_flow(&d, flow, dependency_version(rq, flow) - 1);
	for (size_t i = 0; flow == NULL && i < org->ntypes; i++) {
		const struct org_object *o = org_object(org, org->types[i].name, id);
		if (o != NULL)
			dependencies_add_object(&d, o);
	}
	if (d.v != NULL)
		dependency_object_put(rq, reply_json(rq, 200), &d.v[0]);
	else
		reply_not_found(rq, "dependency object", id);
	dependencies_release(&d);
}

struct changed {
	struct dependencies *d;
	bool deleted; /* look for what is deleted, else for what is updated */
};

/* Each flow is listed once, with the first of its versions that counts. */
static void
take_changed(void *to, const struct org_flow *flow, size_t version)
{
	const struct changed *c = to;
	const struct request *rq = c->d->rq;
	struct dependencies uses = {.rq = rq, .filter = "consumedResourceType"};
	bool listed = c->d->n > 0 && strcmp(c->d->v[c->d->n - 1].id, flow->id) == 0;
	bool found = false;

	if (!listed && query_names(rq, "name", flow->name))
		dependencies_add_consumed(&uses, flow, version);
	for (size_t i = 0; i < uses.n; i++)
		found = found || (c->deleted ? uses.v[i].deleted : uses.v[i].updated);
	if (found)
		dependencies_add_flow(c->d, flow, version);
	dependencies_release(&uses);
}

static void
dependencies_changed(struct request *rq, bool deleted)
{
	struct dependencies d = {.rq = rq, .filter = "objectType"};
	struct changed c = {&d, deleted};

	dependencies_each_version(rq, take_changed, &c);
	dependencies_answer(rq, &d, dependency_object_put);
	dependencies_release(&d);
}

void
dependencies_updated(struct request *rq)
{
	dependencies_changed(rq, false);
}

void
dependencies_deleted(struct request *rq)
{
	dependencies_changed(rq, true);
}
