/*
 * flows.c - GET /api/v2/flows, /flows/divisionviews, /flows/{id}
 *
 * Where the API does not document a rule (how `name` matches, a pageSize beyond 500) the choice
 * is the one that catches a careless client: `name` is found anywhere in a name, whatever the
 * case, so the client has to compare; what is out of range is refused.
 */
#include "clock.h"
#include "endpoints.h"
#include "flowjson.h"
#include "mem.h"
#include "page.h"
#include "put.h"

enum { FLOWS_MAX_PAGE = 500 };

struct filter {
	long long after, before; /* of the publishing date */
	const char *name;
	bool by_id; /* `id` is given: all other filters are ignored */
};

struct org_flow *
call_flow(struct call *c)
{
	struct org_flow *flow = org_flow_by_id(&c->sim->org, c->arg[0]);

	if (flow != NULL && flow->deleted && !query_true(c, "deleted"))
		flow = NULL;
	if (flow == NULL)
		reply_not_found(c, "flow", c->arg[0]);
	return flow;
}

static bool
read_date(struct call *c, const char *name, long long *ms)
{
	const char *text = query_text(c, name);

	if (text == NULL || date_parse(text, ms))
		return true;
	reply_error(c, 400, "invalid.date", "The value '%s' of %s is not a date.", text, name);
	return false;
}

/* Whether `name` holds the text, its stars aside, whatever the case of ASCII letters. */
static bool
holds(const char *name, const char *text)
{
	size_t n;

	while (*text == '*')
		text++;
	n = strlen(text);
	while (n > 0 && text[n - 1] == '*')
		n--;
	for (; *name != '\0'; name++)
		if (strncasecmp(name, text, n) == 0)
			return true;
	return n == 0;
}

static long long
published_ms(const struct org_flow *flow)
{
	return flow->published > 0 ? flow->versions[flow->published - 1].saved_ms : -1;
}

static bool
admits(const struct call *c, const struct filter *f, const struct org_flow *flow)
{
	const struct org *org = &c->sim->org;
	long long published = published_ms(flow);

	if (f->by_id)
		return query_admits(c, "id", flow->id);
	if (flow->deleted && !query_true(c, "deleted"))
		return false;
	if (f->name != NULL && !holds(flow->name, f->name))
		return false;
	if (f->after >= 0 && published <= f->after)
		return false;
	if (f->before >= 0 && (published < 0 || published >= f->before))
		return false;
	return query_admits(c, "type", flow->type) &&
	       query_admits(c, "divisionId",
		   flow->division < org->ndivisions ? org->divisions[flow->division].id : "");
}

/* The 20 types of the API, and whatever types the org has. */
static bool
known_type(const struct org *org, const char *type)
{
	static const char *const types[] = {"bot", "commonmodule", "digitalbot", "emailsend",
	    "inboundcall", "inboundchat", "inboundemail", "inboundshortmessage", "inqueuecall",
	    "inqueueemail", "inqueueshortmessage", "outboundcall", "securecall", "speech",
	    "surveyinvite", "voice", "voicemail", "voicesurvey", "workflow", "workitem"};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcasecmp(types[i], type) == 0)
			return true;
	for (size_t i = 0; i < org->nflows; i++)
		if (strcasecmp(org->flows[i].type, type) == 0)
			return true;
	return false;
}

static bool
read_filter(struct call *c, struct filter *f)
{
	*f = (struct filter){.after = -1, .before = -1, .name = query_text(c, "name")};
	f->by_id = query_text(c, "id") != NULL;
	for (size_t i = 0; i < c->query.n; i++) {
		const struct pair *p = &c->query.v[i];
		if (strcmp(p->name, "type") != 0 || known_type(&c->sim->org, p->value))
			continue;
		reply_error(c, 400, "bad.request", "'%s' is not a flow type.", p->value);
		return false;
	}
	return read_date(c, "publishedAfter", &f->after) &&
	       read_date(c, "publishedBefore", &f->before);
}

static int
by_id(const void *a, const void *b)
{
	const struct org_flow *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static int
by_name(const void *a, const void *b)
{
	const struct org_flow *const *x = a, *const *y = b;
	int d = strcasecmp((*x)->name, (*y)->name);

	return d != 0 ? d : by_id(a, b);
}

static int
by_type(const void *a, const void *b)
{
	const struct org_flow *const *x = a, *const *y = b;
	int d = strcmp((*x)->type, (*y)->type);

	return d != 0 ? d : by_id(a, b);
}

static void
sort(const struct call *c, const struct org_flow **v, size_t n)
{
	const char *key = query_text(c, "sortBy"), *order = query_text(c, "sortOrder");
	int (*compare)(const void *, const void *) = by_id;

	if (key != NULL && strcasecmp(key, "name") == 0)
		compare = by_name;
	if (key != NULL && strcasecmp(key, "type") == 0)
		compare = by_type;
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
list(struct call *c, bool view)
{
	const struct org *org = &c->sim->org;
	const struct org_flow **found;
	struct filter filter;
	struct page page;
	struct buf *b;
	size_t n = 0;

	if (!read_filter(c, &filter))
		return;
	found = xmalloc((org->nflows + 1) * sizeof *found);
	for (size_t i = 0; i < org->nflows; i++)
		if (admits(c, &filter, &org->flows[i]))
			found[n++] = &org->flows[i];
	sort(c, found, n);
	if (page_read(c, &page, n, FLOWS_MAX_PAGE)) {
		b = page_begin(c);
		for (size_t i = page.first; i < page.end; i++) {
			put_comma(b);
			put_flow(b, c->sim, found[page_item(&page, i)], view);
		}
		page_finish(c, &page);
	}
	free(found);
}

void
flows_list(struct call *c)
{
	list(c, false);
}

void
flows_divisionviews(struct call *c)
{
	list(c, true);
}

void
flow_get(struct call *c)
{
	const struct org_flow *flow = call_flow(c);

	if (flow != NULL)
		put_flow(reply_json(c, 200), c->sim, flow, false);
}
