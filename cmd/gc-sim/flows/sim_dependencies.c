/*
 * sim_dependencies.c - GET /api/v2/architect/dependencytracking/…: what flows use, who uses something
 *
 * Only flows consume, by their manifests, and answers are about one version of a flow. Which objects
 * the listings name as updated or deleted is not known well enough to be served.
 */
#include "base/mem.h"
#include "base/url.h"
#include "flows/sim_uses.h"
#include "json/json_write.h"
#include "record/flowtype.h"
#include "wire/endpoints.h"
#include "wire/page.h"

enum { DEPENDENCIES_MAX_PAGE = 500 };

/* One Dependency. version NULL: its type has none. */
struct dependency {
	char *type, *id, *name, *version;
	bool deleted;
};

struct dependencies {
	const struct request *rq;
	const char *filter; /* the query's parameter that names types */
	struct dependency *v;
	size_t n, cap;
};

static void
dependencies_add(struct dependencies *d, const char *type, struct slice id, struct slice name,
    const char *version, bool deleted)
{
	if (d->filter != NULL && !query_admits(d->rq, d->filter, type))
		return;
	d->v = xgrow(d->v, &d->cap, d->n + 1, sizeof *d->v);
	d->v[d->n++] = (struct dependency){.type = xstrdup(type),
	    .id = xmemdup0(id.p, id.n),
	    .name = xmemdup0(name.p, name.n),
	    .version = version != NULL ? xstrdup(version) : NULL,
	    .deleted = deleted};
}

static void
dependencies_release(struct dependencies *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].type);
		free(d->v[i].id);
		free(d->v[i].name);
		free(d->v[i].version);
	}
	free(d->v);
}

static void
dependency_put(struct buf *b, const struct dependency *one)
{
	json_write_open(b, NULL);
	json_write_cstr(b, "id", one->id);
	if (one->name[0] != '\0')
		json_write_cstr(b, "name", one->name);
	if (one->version != NULL)
		json_write_cstr(b, "version", one->version);
	json_write_cstr(b, "type", one->type);
	json_write_bool(b, "deleted", one->deleted);
	json_write_close(b);
}

static void
dependencies_answer(struct request *rq, const struct dependencies *d)
{
	struct page page;
	struct buf *b;

	if (!page_read(rq, &page, d->n, DEPENDENCIES_MAX_PAGE))
		return;
	b = reply_json(rq, 200);
	buf_puts(b, "{\"entities\":[");
	for (size_t i = page.first; d->v != NULL && i < page.end; i++)
		dependency_put(b, &d->v[page_item(&page, i)]);
	buf_putc(b, ']');
	page_finish(rq, &page, PAGE_ALL);
}

/* The query's parameter, or NULL and a 400. */
static const char *
dependency_needs(struct request *rq, const char *parameter)
{
	const char *value = query_text(rq, parameter);

	if (value == NULL)
		reply_error(rq, 400, "architect.query.parameter.missing",
		    "The query parameter %s is required.", parameter);
	return value;
}

static bool
is_deleted(const struct sim *sim, struct slice type, const char *id)
{
	const struct org_flow *flow = org_flow_by_id(&sim->org, id);
	bool known = false;

	if (flowtype_is_reference(type))
		return flow == NULL || flow->deleted;
	for (size_t i = 0; i < sim->org.ntypes; i++) {
		const struct org_object *o = org_object(&sim->org, sim->org.types[i].name, id);
		if (o != NULL && !o->deleted)
			return false;
		known = known || o != NULL;
	}
	return known;
}

static void
take_consumed(void *to, struct slice type, struct slice id, struct slice name)
{
	struct dependencies *d = to;
	char *text = xmemdup0(id.p, id.n);
	const struct org_flow *flow = org_flow_by_id(&d->rq->sim->org, text);
	struct buf word = BUF_INIT;

	uses_type(type, &word);
	dependencies_add(d, word.p, id, name,
	    flow != NULL && flow->published > 0 ? flow->versions[flow->published - 1].id : NULL,
	    is_deleted(d->rq->sim, type, text));
	buf_release(&word);
	free(text);
}

void
dependencies_consumed(struct request *rq)
{
	const char *id = dependency_needs(rq, "id");
	const char *version = id != NULL ? dependency_needs(rq, "version") : NULL;
	const char *type = version != NULL ? dependency_needs(rq, "objectType") : NULL;
	struct dependencies d = {rq, "resourceType", NULL, 0, 0};
	const struct org_flow *flow;
	size_t at;

	if (type == NULL || (flow = request_flow_of(rq, id)) == NULL)
		return;
	at = org_find_version(flow, version);
	if (at == 0 || at > flow->n) {
		reply_error(rq, 404, "not.found", "Flow '%s': version '%s' is missing.", flow->name,
		    version);
		return;
	}
	uses_each(rq->sim, flow, at - 1, take_consumed, &d);
	dependencies_answer(rq, &d);
	dependencies_release(&d);
}

/* The flow's version as a consumer, if it refers to the id. */
static void
add_consumer(struct dependencies *d, const struct org_flow *flow, size_t version, const char *id)
{
	struct buf type = BUF_INIT;

	if (uses_has(d->rq->sim, flow, version, id)) {
		uses_type_of_flow(flow, &type);
		dependencies_add(d, type.p, slice_str(flow->id), slice_str(flow->name),
		    flow->versions[version].id, false);
	}
	buf_release(&type);
}

/* ?flowFilter=checkedIn or published: only those versions; else both. */
static void
find_consumers(struct dependencies *d, const char *id)
{
	const struct org *org = &d->rq->sim->org;

	for (size_t i = 0; i < org->nflows; i++) {
		const struct org_flow *flow = &org->flows[i];
		if (flow->deleted)
			continue;
		if (flow->published > 0 && query_admits(d->rq, "flowFilter", "published"))
			add_consumer(d, flow, flow->published - 1, id);
		if (flow->n > 0 && flow->n != flow->published &&
		    query_admits(d->rq, "flowFilter", "checkedIn"))
			add_consumer(d, flow, flow->n - 1, id);
	}
}

void
dependencies_consuming(struct request *rq)
{
	const char *id = dependency_needs(rq, "id");
	const char *type = id != NULL ? dependency_needs(rq, "objectType") : NULL;
	struct dependencies d = {rq, "resourceType", NULL, 0, 0};

	if (type == NULL)
		return;
	find_consumers(&d, id);
	dependencies_answer(rq, &d);
	dependencies_release(&d);
}

/* Every flow and object by its name, as the listing of dependency objects has them. */
void
dependencies_find(struct request *rq)
{
	const struct org *org = &rq->sim->org;
	const char *name = dependency_needs(rq, "name");
	struct dependencies d = {rq, "objectType", NULL, 0, 0};
	struct buf type = BUF_INIT;

	if (name == NULL)
		return;
	for (size_t i = 0; i < org->nflows; i++) {
		const struct org_flow *flow = &org->flows[i];
		if (flow->deleted || flow->n == 0 || !query_names(rq, "name", flow->name))
			continue;
		uses_type_of_flow(flow, &type);
		dependencies_add(&d, type.p, slice_str(flow->id), slice_str(flow->name),
		    flow->versions[flow->n - 1].id, false);
	}
	for (size_t i = 0; i < org->nobjects; i++) {
		const struct org_object *o = &org->objects[i];
		if (o->deleted || !query_names(rq, "name", o->name))
			continue;
		uses_type(slice_str(o->type), &type);
		dependencies_add(&d, type.p, slice_str(o->id), slice_str(o->name), NULL, false);
	}
	dependencies_answer(rq, &d);
	dependencies_release(&d);
	buf_release(&type);
}

void
dependencies_status(struct request *rq)
{
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	json_write_cstr(b, "status", "OPERATIONAL");
	json_write_open_array(b, "failedObjects");
	json_write_close_array(b);
	json_write_close(b);
}
