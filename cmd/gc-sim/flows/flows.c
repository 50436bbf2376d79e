/*
 * flows.c - GET /api/v2/flows, /flows/divisionviews, /flows/{id}
 *
 * `name` is a pattern: see query_names(). Where the API does not document a rule (a pageSize
 * beyond 500) the choice is the one that catches a careless client: what is out of range is
 * refused.
 */
#include "base/mem.h"
#include "clock/date.h"
#include "flows/flow_endpoints.h"
#include "flows/flow_request.h"
#include "flows/flowjson.h"
#include "clock/simclock.h"
#include "wire/page.h"
#include "json/json_write.h"

enum { FLOWS_MAX_PAGE = 500 };

struct flows_filter {
	long long after, before; /* of the publishing date */
	bool by_id;              /* `id` is given: all other filters are ignored */
};

static bool
read_date(struct request *rq, const char *name, long long *ms)
{
	const char *text = query_text(rq, name);

	if (text == NULL || date_parse(text, ms))
		return true;
	reply_error(rq, 400, "invalid.date", "The value '%s' of %s is not a date.", text, name);
	return false;
}

static long long
published_ms(const struct org_flow *flow)
{
	return flow->published > 0 ? flow->versions[flow->published - 1].saved_ms : -1;
}

static bool
flows_admits(const struct request *rq, const struct flows_filter *f, const struct org_flow *flow)
{
	const struct org *org = &rq->sim->org;
	long long published = published_ms(flow);

	if (flow->listed_ms > simclock_ms())
		return false;
	if (f->by_id)
		return query_admits(rq, "id", flow->id);
	if (flow->deleted && !query_true(rq, "deleted"))
		return false;
	if (!query_names(rq, "name", flow->name))
		return false;
	if (f->after >= 0 && published <= f->after)
		return false;
	if (f->before >= 0 && (published < 0 || published >= f->before))
		return false;
	return query_admits(rq, "type", flow->type) &&
	       query_admits(rq, "divisionId",
		   flow->division < org->ndivisions ? org->divisions[flow->division].id : "");
}

/* The 20 types of the API, and whatever types the org has. */
/* A list, "bot,workflow". False: one of them is not a type, and the 400 is made. */
static bool
types_are_known(struct request *rq, const char *list)
{
	char *types = xstrdup(list), *rest = types, *type;
	bool known = true;

	while (known && (type = next_of_list(&rest)) != NULL) {
		known = flow_type_known(&rq->sim->org, type);
		if (!known)
			reply_error(rq, 400, "bad.request", "'%s' is not a flow type.", type);
	}
	free(types);
	return known;
}

static bool
read_filter(struct request *rq, struct flows_filter *f)
{
	*f = (struct flows_filter){.after = -1, .before = -1};
	f->by_id = query_text(rq, "id") != NULL;
	for (size_t i = 0; i < rq->query.n; i++) {
		const struct request_pair *p = &rq->query.v[i];
		if (strcmp(p->name, "type") == 0 && !types_are_known(rq, p->value))
			return false;
	}
	return read_date(rq, "publishedAfter", &f->after) &&
	       read_date(rq, "publishedBefore", &f->before);
}

static int
compare_by_id(const void *a, const void *b)
{
	const struct org_flow *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static int
compare_by_name(const void *a, const void *b)
{
	const struct org_flow *const *x = a, *const *y = b;
	int d = strcasecmp((*x)->name, (*y)->name);

	return d != 0 ? d : compare_by_id(a, b);
}

static int
compare_by_type(const void *a, const void *b)
{
	const struct org_flow *const *x = a, *const *y = b;
	int d = strcmp((*x)->type, (*y)->type);

	return d != 0 ? d : compare_by_id(a, b);
}

static void
flows_sort(const struct request *rq, const struct org_flow **v, size_t n)
{
	const char *key = query_text(rq, "sortBy"), *order = query_text(rq, "sortOrder");
	int (*compare)(const void *, const void *) = compare_by_id;

	if (key != NULL && strcasecmp(key, "name") == 0)
		compare = compare_by_name;
	if (key != NULL && strcasecmp(key, "type") == 0)
		compare = compare_by_type;
	qsort(v, n, sizeof *v, compare);
	if (order == NULL || strncasecmp(order, "desc", 4) != 0)
		return;
	for (size_t i = 0; i < n / 2; i++) {
		const struct org_flow *swap = v[i];
		v[i] = v[n - 1 - i];
		v[n - 1 - i] = swap;
	}
}

static void
flows_answer(struct request *rq, bool view)
{
	const struct org *org = &rq->sim->org;
	const struct org_flow **found;
	struct flows_filter filter;
	struct page page;
	struct buf *b;
	size_t n = 0;

	if (!read_filter(rq, &filter))
		return;
	found = xmalloc((org->nflows + 1) * sizeof *found);
	for (size_t i = 0; i < org->nflows; i++)
		if (flows_admits(rq, &filter, &org->flows[i]))
			found[n++] = &org->flows[i];
	flows_sort(rq, found, n);
	if (page_read(rq, &page, n, FLOWS_MAX_PAGE)) {
		b = page_start(rq, "entities");
		for (size_t i = page.first; i < page.end; i++) {
			flowjson_flow(b, rq->sim, found[page_item(&page, i)], view);
		}
		buf_putc(b, ']');
		page_finish(rq, &page, PAGE_ALL);
	}
	free(found);
}

void
flows_list(struct request *rq)
{
	flows_answer(rq, false);
}

void
flows_divisionviews(struct request *rq)
{
	flows_answer(rq, true);
}

void
flow_get(struct request *rq)
{
	const struct org_flow *flow = request_flow(rq);

	if (flow != NULL)
		flowjson_flow(reply_json(rq, 200), rq->sim, flow, false);
}
