/* sim_inventory.c - the listings of objects */
#include "base/mem.h"
#include "base/url.h"
#include "objects/sim_catalog.h"
#include "objects/sim_division.h"
#include "objects/sim_object.h"
#include "objects/sim_required.h"
#include "objects/sim_search.h"
#include "org/object.h"
#include "objects/object_endpoints.h"
#include "wire/ref_json.h"
#include "wire/page.h"
#include "json/json_write.h"

static bool
is_of_type(const struct request *rq, const struct org_object *o)
{
	const char *type = rq->catalog->type, *secure = query_text(rq, "secure");
	bool want_all = secure == NULL, want_secure = query_true(rq, "secure");

	if (strcmp(type, "dataAction") != 0)
		return strcmp(o->type, type) == 0;
	if (strcmp(o->type, "secureAction") == 0)
		return want_all || want_secure;
	return !want_secure && (strcmp(o->type, type) == 0 || strcmp(o->type, "bridgeAction") == 0);
}

/* The one listing of scripts lacks those that were never published. */
static bool
inventory_hides_draft(const struct request *rq, const struct org_object *o)
{
	return strcmp(rq->catalog->route.path, "/api/v2/scripts/published") == 0 &&
	       script_is_draft(rq->sim, o);
}

static bool
inventory_shows(const struct request *rq, const struct org_object *o, const char *parent)
{
	const struct org *org = &rq->sim->org;

	return is_of_type(rq, o) && !inventory_hides_draft(rq, o) &&
	       object_is_listed(spec_of(o->type), o) && query_names(rq, "name", o->name) &&
	       query_admits(rq, "id", o->id) &&
	       (o->division == ORG_NO_DIVISION ||
		   query_admits(rq, "divisionId", org->divisions[o->division].id)) &&
	       (parent == NULL || catalog_belongs(org, rq->catalog, o, parent)) &&
	       (rq->catalog->searched == NULL || search_admits(rq, o));
}

/* Read the parent. False: the listing needs one, and the 400 is made. */
static bool
read_parent(struct request *rq, const char **parent)
{
	const struct sim_catalog *c = rq->catalog;

	*parent = NULL;
	if (c->parent == NULL)
		return true;
	*parent = c->of != NULL ? query_text(rq, c->of) : rq->arg[0];
	if (*parent == NULL)
		reply_error(rq, 400, "bad.request", "The query parameter %s is required.", c->of);
	return *parent != NULL;
}

static void
inventory_put_object(struct request *rq, const struct org_object *o)
{
	const struct org *org = &rq->sim->org;
	const struct sim_catalog *c = rq->catalog;
	const struct spec *spec = spec_of(o->type);
	struct buf *b = &rq->reply.body;
	size_t from;

	if (strcmp(o->type, "division") == 0) {
		division_put(org, org_find_division(org, o->id), b);
		return;
	}
	if (spec != NULL) {
		object_put(rq, spec, o, true);
		return;
	}

	json_write_open(b, NULL);
	from = b->n - 1;
	json_write_cstr(b, "id", o->id);
	if (c->label_in != NULL)
		json_write_open(b, c->label_in);
	json_write_cstr(b, c->label != NULL ? c->label : "name", o->name);
	if (c->label_in != NULL)
		json_write_close(b);
	if (o->division < org->ndivisions)
		ref_json_put(b, "division", org->divisions[o->division].id,
		    org->divisions[o->division].name, "/api/v2/authorization/divisions/");
	object_put_extra(o, c->inner, b);
	required_put(o, from, b);
	json_write_name(b, "selfUri");
	buf_printf(b, "\"%s/", rq->path);
	url_escape(b, slice_str(o->id));
	buf_puts(b, "\"}");
}

/* A division as an object. */
static struct org_object
division_object(const struct org *org, size_t i)
{
	static char type[] = "division", home[] = "\"homeDivision\":true",
		    other[] = "\"homeDivision\":false";

	return (struct org_object){.type = type,
	    .id = org->divisions[i].id,
	    .name = org->divisions[i].name,
	    .division = ORG_NO_DIVISION,
	    .extra = i == 0 ? home : other};
}

static void
inventory_put_items(struct request *rq, const struct page *page, const struct org_object *const *v)
{
	for (size_t i = page->first; i < page->end; i++)
		inventory_put_object(rq, v[page_item(page, i)]);
	buf_putc(&rq->reply.body, ']');
}

static void
answer_cursor(struct request *rq, const struct page *page)
{
	struct buf *b = &rq->reply.body, uri = BUF_INIT;
	char after[PAGE_CURSOR_SIZE];

	if (page->end >= page->total) {
		json_write_close(b);
		return;
	}
	page_cursor(page, after);
	if (rq->catalog->style == BY_AFTER) {
		json_write_cstr(b, "after", after);
	} else {
		buf_puts(&uri, rq->path);
		url_query_number(&uri, "pageSize", (long)page->size);
		url_query(&uri, "after", slice_str(after));
		json_write_cstr(b, "nextUri", uri.p);
		buf_release(&uri);
	}
	json_write_close(b);
}

static void
inventory_finish(struct request *rq, const struct page *page)
{
	struct buf *b = &rq->reply.body;

	if (rq->catalog->searched != NULL) {
		json_write_open_array(b, "types");
		json_write_cstr(b, NULL, rq->catalog->searched);
		json_write_close_array(b);
	}
	page_finish(rq, page, rq->catalog->envelope);
}

static bool
read_page(struct request *rq, struct page *page, size_t total)
{
	size_t max = rq->catalog->max;

	switch (rq->catalog->style) {
	case BY_CURSOR:
		return page_read_cursor(rq, page, total, max);
	case SEARCH:
		return page_read_body(rq, page, total, max);
	case BY_AFTER:
		return page_read_body_cursor(rq, page, total, max);
	case WHOLE:
		page_whole(rq, page, total);
		return true;
	default:
		return page_read(rq, page, total, max);
	}
}

static void
inventory_answer(struct request *rq, const struct org_object *const *v, size_t n)
{
	enum catalog_style style = rq->catalog->style;
	struct page page;

	if (!read_page(rq, &page, n))
		return;
	page_start(rq, style == SEARCH ? "results" : "entities");
	inventory_put_items(rq, &page, v);
	if (style == BY_CURSOR || style == BY_AFTER)
		answer_cursor(rq, &page);
	else
		inventory_finish(rq, &page);
}

void
inventory_list(struct request *rq)
{
	const struct org *org = &rq->sim->org;
	bool divisions = strcmp(rq->catalog->type, "division") == 0;
	size_t n = 0, all = divisions ? org->ndivisions : org->nobjects;
	const struct org_object **found;
	struct org_object *made;
	const char *parent;

	if (!read_parent(rq, &parent) || (rq->catalog->searched != NULL && !search_read(rq)))
		return;
	found = xmalloc((all + 1) * sizeof *found);
	made = xmalloc((org->ndivisions + 1) * sizeof *made);
	for (size_t i = 0; divisions && i < all; i++)
		made[i] = division_object(org, i);
	for (size_t i = 0; i < all; i++) {
		const struct org_object *o = divisions ? &made[i] : &org->objects[i];
		if (inventory_shows(rq, o, parent))
			found[n++] = o;
	}
	inventory_answer(rq, found, n);
	free(found);
	free(made);
}
