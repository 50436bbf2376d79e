/* ask.c - whether the target has a flow now, which its listing at the start had not */
#include "put.h"

enum { PAGES_MAX = 1000 };

static void asked(struct errand *e);

/* The server's name filter is wider than exact, so there may be pages of others. */
static void
ask(struct errand *e)
{
	char page[16];

	snprintf(page, sizeof page, "%u", e->page);
	errand_call(
	    e, "GET", asked, "/api/v2/flows?pageSize=100&pageNumber=%s&name=%s", page, e->name);
}

static void
asked(struct errand *e)
{
	struct jx *x;
	long pages = 1;

	if (e->call.verdict != CALL_OK) {
		errand_failed(e, "create", "cannot see whether the flow was created");
		return;
	}
	x = errand_answer(e, "create");
	if (x == NULL)
		return;
	for (size_t i = 0, n = jx_count(x, "/entities"); i < n && e->found.n == 0; i++) {
		struct slice type = jx_string(x, "/entities/%zu/type", i);
		if (slice_is(jx_string(x, "/entities/%zu/name", i), e->name) &&
		    type.n == strlen(e->type) && strncasecmp(type.p, e->type, type.n) == 0)
			buf_add_slice(&e->found, jx_string(x, "/entities/%zu/id", i));
	}
	jx_integer(x, 1, PAGES_MAX, &pages, "/pageCount");
	jx_free(x);
	if (e->found.n == 0 && e->page++ < (unsigned)pages)
		ask(e);
	else
		e->then(e);
}

void
target_ask(struct errand *e, errand_step *then)
{
	e->then = then;
	e->page = 1;
	buf_clear(&e->found);
	ask(e);
}
