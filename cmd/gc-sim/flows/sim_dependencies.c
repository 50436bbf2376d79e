/*
 * sim_dependencies.c - GET /api/v2/architect/dependencytracking/…: what a flow uses, who uses something
 */
#include "flows/sim_dependencies.h"

#include "flows/flow_request.h"
#include "base/mem.h"
#include "base/url.h"
#include "uses/sim_uses.h"
#include "json/json_write.h"
#include "record/flowtype.h"
#include "flows/flow_endpoints.h"
#include "wire/page.h"

/* An addition to `d` that its filter does not admit is left out. */
static void
dependencies_add(struct dependencies *d, const char *type, struct slice id, struct slice name,
    const char *version, bool deleted, bool updated)
{
	if (d->filter != NULL && !query_admits(d->rq, d->filter, type))
		return;
	d->v = xgrow(d->v, &d->cap, d->n + 1, sizeof *d->v);
	d->v[d->n++] = (struct dependency){.type = xstrdup(type),
	    .id = xmemdup0(id.p, id.n),
	    .name = xmemdup0(name.p, name.n),
	    .version = version != NULL ? xstrdup(version) : NULL,
	    .deleted = deleted,
	    .updated = updated};
}

void
dependencies_add_flow(struct dependencies *d, const struct org_flow *flow, size_t version)
{
	struct buf type = BUF_INIT;

	uses_type_of_flow(flow, &type);
	dependencies_add(d, type.p, slice_str(flow->id), slice_str(flow->name),
	    flow->versions[version].id, flow->deleted, false);
	buf_release(&type);
}

void
dependencies_add_object(struct dependencies *d, const struct org_object *o)
{
	struct buf type = BUF_INIT;

	uses_type(slice_str(o->type), &type);
	dependencies_add(d, type.p, slice_str(o->id), slice_str(o->name), NULL, o->deleted, false);
	buf_release(&type);
}

void
dependencies_release(struct dependencies *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].type);
		free(d->v[i].id);
		free(d->v[i].name);
		free(d->v[i].version);
	}
	free(d->v);
	*d = (struct dependencies){.rq = d->rq, .filter = d->filter};
}

void
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
	json_write_bool(b, "updated", one->updated);
}

void
dependencies_put(struct buf *b, const struct dependencies *d)
{
	for (size_t i = 0; i < d->n; i++) {
		dependency_put(b, &d->v[i]);
		json_write_close(b);
	}
}

/* Alone, without what it uses. */
static void
dependency_put_alone(struct request *rq, struct buf *b, const struct dependency *one)
{
	(void)rq;
	dependency_put(b, one);
	json_write_close(b);
}

void
dependencies_answer(struct request *rq, const struct dependencies *d, dependency_putter *put)
{
	struct page page;
	struct buf *b;

	if (!page_read(rq, &page, d->n, DEPENDENCIES_MAX_PAGE))
		return;
	b = reply_json(rq, 200);
	json_write_open(b, NULL);
	json_write_open_array(b, "entities");
	for (size_t i = page.first; d->v != NULL && i < page.end; i++)
		put(rq, b, &d->v[page_item(&page, i)]);
	buf_putc(b, ']');
	page_finish(rq, &page, PAGE_ALL);
}

const char *
dependency_needs(struct request *rq, const char *parameter)
{
	const char *value = query_text(rq, parameter);

	if (value == NULL)
		reply_error(rq, 400, "architect.query.parameter.missing",
		    "The query parameter %s is required.", parameter);
	return value;
}

/* An object of this id, of whatever type: that counts which is not deleted. */
static const struct org_object *
dependency_object(const struct org *org, const char *id)
{
	const struct org_object *found = NULL;

	for (size_t i = 0; i < org->ntypes && (found == NULL || found->deleted); i++) {
		const struct org_object *o = org_object(org, org->types[i].name, id);
		found = o != NULL ? o : found;
	}
	return found;
}

struct consumed {
	struct dependencies *d;
	long long saved_ms; /* when the consumer's version was saved */
};

/* A resource is updated if it was written after the version that uses it. */
static void
take_consumed(void *to, struct slice type, struct slice id, struct slice name)
{
	const struct consumed *c = to;
	const struct org *org = &c->d->rq->sim->org;
	char *text = xmemdup0(id.p, id.n);
	const struct org_flow *flow = org_flow_by_id(org, text);
	const struct org_object *o = dependency_object(org, text);
	struct buf word = BUF_INIT;
	bool deleted = o != NULL && o->deleted, updated = o != NULL && o->modified_ms > c->saved_ms;
	const char *version = NULL;

	if (flowtype_is_reference(type)) {
		deleted = flow == NULL || flow->deleted;
		updated = flow != NULL && flow->n > 0 &&
			  flow->versions[flow->n - 1].saved_ms > c->saved_ms;
		if (flow != NULL && flow->published > 0)
			version = flow->versions[flow->published - 1].id;
	}
	uses_type(type, &word);
	dependencies_add(c->d, word.p, id, name, version, deleted, updated);
	buf_release(&word);
	free(text);
}

void
dependencies_add_consumed(struct dependencies *d, const struct org_flow *flow, size_t version)
{
	struct consumed c = {d, flow->versions[version].saved_ms};

	uses_each(d->rq->sim, flow, version, take_consumed, &c);
}

void
dependencies_consumed(struct request *rq)
{
	const char *id = dependency_needs(rq, "id");
	const char *version = id != NULL ? dependency_needs(rq, "version") : NULL;
	const char *type = version != NULL ? dependency_needs(rq, "objectType") : NULL;
	struct dependencies d = {.rq = rq, .filter = "resourceType"};
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
	dependencies_add_consumed(&d, flow, at - 1);
	dependencies_answer(rq, &d, dependency_put_alone);
	dependencies_release(&d);
}

void
dependencies_each_version(const struct request *rq, dependency_take *take, void *to)
{
	const struct org *org = &rq->sim->org;

	for (size_t i = 0; i < org->nflows; i++) {
		const struct org_flow *flow = &org->flows[i];
		if (flow->deleted)
			continue;
		if (flow->published > 0 && query_admits(rq, "flowFilter", "published"))
			take(to, flow, flow->published - 1);
		if (flow->n > 0 && flow->n != flow->published &&
		    query_admits(rq, "flowFilter", "checkedIn"))
			take(to, flow, flow->n - 1);
	}
}

struct consumers {
	struct dependencies *d;
	const char *id; /* of what they use */
};

static void
take_consumer(void *to, const struct org_flow *flow, size_t version)
{
	const struct consumers *c = to;

	if (uses_has(c->d->rq->sim, flow, version, c->id))
		dependencies_add_flow(c->d, flow, version);
}

void
dependencies_add_consumers(struct dependencies *d, const char *id)
{
	struct consumers c = {d, id};

	dependencies_each_version(d->rq, take_consumer, &c);
}

void
dependencies_consuming(struct request *rq)
{
	const char *id = dependency_needs(rq, "id");
	const char *type = id != NULL ? dependency_needs(rq, "objectType") : NULL;
	struct dependencies d = {.rq = rq, .filter = "resourceType"};

	if (type == NULL)
		return;
	dependencies_add_consumers(&d, id);
	dependencies_answer(rq, &d, dependency_put_alone);
	dependencies_release(&d);
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
