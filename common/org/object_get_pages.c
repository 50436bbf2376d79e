/* object_get_pages.c - the rows of a data table and the wrap-up codes of a queue */
#include "base/url.h"
#include "json/json_write.h"
#include "json/members.h"
#include "json/splice.h"
#include "org/envelope.h"
#include "org/object_get_build.h"

enum { PAGE_SIZE = 100 }; /* elements; the specification tells no larger ceiling */

static bool
pages_are_rows(const struct object_get *g)
{
	return g->step == OBJECT_STEP_ROWS;
}

static struct buf *
pages_to(struct object_get *g)
{
	return pages_are_rows(g) ? &g->rows : &g->wrapup_codes;
}

static void
pages_start(struct object_get *g)
{
	struct buf *to = pages_to(g);

	listing_init(&g->listing, PAGE_SIZE);
	g->listing_open = true;
	buf_clear(&g->part);
	buf_puts(&g->part, pages_are_rows(g) ? "rows" : "wrap-up codes");
	buf_clear(to);
	json_write_open_array(to, NULL);
}

void
object_pages_release(struct object_get *g)
{
	if (g->listing_open)
		listing_release(&g->listing);
	g->listing_open = false;
}

static void
pages_end(struct object_get *g)
{
	struct buf why = BUF_INIT;

	if (listing_proved(&g->listing, &why)) {
		json_write_close_array(pages_to(g));
	} else {
		buf_clear(&g->problem);
		buf_printf(&g->problem, "not proved complete: %s", why.p);
	}
	buf_release(&why);
	object_pages_release(g);
}

bool
object_pages_ask(struct object_get *g, struct call *c)
{
	if (!g->listing_open)
		pages_start(g);
	if (!listing_next(&g->listing, &g->page)) {
		pages_end(g);
		return false;
	}
	object_get_path(g);
	buf_puts(&g->path, pages_are_rows(g) ? "/rows?showbrief=false" : "/wrapupcodes");
	url_query_number(&g->path, "pageSize", PAGE_SIZE);
	url_query_number(&g->path, "pageNumber", g->page);
	c->path = g->path.p;
	return true;
}

/* Whether the table has a column of this name. */
static bool
pages_have_column(const struct object_get *g, const char *name)
{
	const char *const path[] = {"schema", "properties", name, NULL};

	return object_value_at(buf_slice(&g->configuration), path).n > 0;
}

/* The row as it is spelled, without the address that the server adds to it. */
static void
pages_add_row(struct object_get *g, const struct members *m, struct slice row)
{
	static const char *const added[] = {"selfUri", NULL};

	json_write_name(&g->rows, NULL);
	if (members_have(m, added) && !pages_have_column(g, added[0])) {
		struct buf b = BUF_INIT;
		members_without(m, added, &b);
		buf_add_slice(&g->rows, buf_slice(&b));
		buf_putc(&g->rows, '}');
		buf_release(&b);
	} else {
		buf_add_slice(&g->rows, row);
	}
}

static void
pages_add_code(struct object_get *g, const struct members *m)
{
	const struct member *name = members_find(m, "name");
	struct buf *to = &g->wrapup_codes;

	json_write_open(to, NULL);
	json_write_token(to, "id", members_string(m, "id"));
	if (name != NULL)
		json_write_raw(to, "name", name->value);
	json_write_close(to);
}

/* False: there is more than one record can hold. */
static bool
pages_add(struct object_get *g, struct slice elements)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf id = BUF_INIT;
	struct slice element;
	enum json_type t;
	bool fits = true;

	json_start(&g->json, elements);
	json_next(&g->json);
	while (fits && (t = json_value(&g->json, &element)) > JSON_END && t != JSON_ARRAY_END) {
		struct slice token = slice_of("", 0);
		if (t == JSON_OBJECT && members_read(&m, &j, element))
			token = members_string(&m, pages_are_rows(g) ? "key" : "id");
		fits = buf_fits(pages_to(g), element.n + 64);
		if (!listing_add(&g->listing, json_text(token, &id)) || !fits)
			continue;
		if (pages_are_rows(g))
			pages_add_row(g, &m, element);
		else
			pages_add_code(g, &m);
	}
	buf_release(&id);
	members_release(&m);
	json_release(&j);
	return fits;
}

enum object_take
object_pages_take(struct object_get *g, const struct call *c)
{
	struct envelope e = ENVELOPE_INIT;
	const char *why = "";
	bool fits = true;

	if (c->verdict == CALL_REFUSED && listing_beyond(&g->listing, g->page)) {
		listing_lost(&g->listing, g->page); /* refused instead of empty: the end */
	} else if (c->verdict != CALL_OK) {
		return OBJECT_TAKE_FAILED;
	} else if (!envelope_read(&e, buf_slice(&c->body), "entities", &why)) {
		envelope_release(&e);
		return object_get_fail(g, why);
	} else {
		listing_begin(&g->listing, g->page, &e.head);
		fits = pages_add(g, e.elements);
		listing_end(&g->listing);
	}
	envelope_release(&e);
	return fits ? OBJECT_TAKE_NEXT : object_get_fail(g, "more than 1 GiB");
}
