/*
 * remap_object.c - rewrite an object record for another org, by a map
 *
 * Ids change at the places of the table of definitions only (objects/object_walk.h), and inside the
 * strings of data actions that use them.
 */
#include "json/json_write.h"
#include "json/peek.h"
#include "record/flowtype.h"
#include "record/reftype.h"
#include "remap/remap_build.h"

/* What a walk over one record needs besides. */
struct remap_walk {
	struct remap *r;
	const struct map_record *own, *integration; /* the map's; or NULL */
	struct buf plain;
};

static void
remap_object_place(struct remap *r, const struct json *j, struct slice token, const char *member)
{
	if (r->report)
		remap_places_add_member(&r->places, j, token, member);
}

/* The whole id at a place. */
static void
remap_object_id(struct remap_walk *w, const struct json *j, const struct object_place *p)
{
	struct remap *r = w->r;
	const struct remap_form *form = remap_form_of(r, json_text(p->id, &w->plain));
	struct slice uri = p->uri;

	if (form == NULL || !form->changes || p->id.n == 0)
		return;
	remap_edit(r, j, p->id, form);
	remap_object_place(r, j, p->id, p->member ? "id" : NULL);
	for (size_t at = 0; at + p->id.n <= uri.n; at++) {
		if (memcmp(uri.p + at, p->id.p, p->id.n) != 0)
			continue;
		remap_edit(r, j, slice_of(uri.p + at, p->id.n), form);
		remap_object_place(r, j, uri, "selfUri");
		return;
	}
}

/* A text that says what the map has under `old`, and that is `new` in the target. */
static void
remap_object_text(struct remap_walk *w, const struct json *j, struct slice token,
    const char *member, uint32_t old, uint32_t new)
{
	struct remap *r = w->r;
	struct buf quoted = BUF_INIT;

	if (old == 0 || new == 0 || old == new || token.n == 0 ||
	    !json_eq(token, map_text(r->map, old)))
		return;
	json_quote(&quoted, map_text(r->map, new));
	splices_add(&r->edits, (size_t)(token.p - j->text.p), token.n,
	    slice_of(quoted.p + 1, quoted.n - 2));
	remap_object_place(r, j, token, member);
	buf_release(&quoted);
}

static void
remap_object_name(struct remap_walk *w, const struct json *j, const struct object_place *p,
    const struct map_record *rec)
{
	if (rec != NULL)
		remap_object_text(w, j, p->name, "name", rec->name, rec->to_name);
}

static const struct map_record *
remap_object_find(struct remap_walk *w, const char *type, struct slice id)
{
	if (id.n == 0)
		return NULL;
	return map_find(w->r->map, slice_str(type), json_text(id, &w->plain));
}

/* Whether the object can be created without this reference, or what it names is created with it. */
static bool
remap_object_can_do_without(
    const struct remap *r, const struct object_place *p, const struct map_record *rec)
{
	struct slice type;

	if (object_reference_is_optional(p->ref))
		return true;
	if (rec == NULL || !map_is_new(rec))
		return false;
	type = map_text(r->map, rec->type);
	return p->ref->late || (rec->status == MAP_NEW && !flowtype_is_reference(type));
}

static bool
remap_object_is_open(
    struct remap_walk *w, const struct object_place *p, const struct map_record *rec)
{
	struct slice id = json_text(p->id, &w->plain);

	if (slice_is(id, "*") || reftype_class(slice_str(p->type), id) != REF_OBJECT ||
	    slice_eq(id, buf_slice(&w->r->gaps.own)))
		return false;
	return rec == NULL || map_is_open(rec);
}

static void
remap_object_reference(struct remap_walk *w, const struct json *j, const struct object_place *p)
{
	const struct map_record *rec = remap_object_find(w, p->type, p->id);
	struct remap_gap gap = {
	    .type = slice_str(p->type), .id = p->id, .name = p->name, .rec = rec};

	remap_object_id(w, j, p);
	remap_object_name(w, j, p, rec);
	if (p->id.n == 0 || !remap_object_is_open(w, p, rec))
		return;
	if (!remap_object_can_do_without(w->r, p, rec))
		remap_gaps_add(&w->r->gaps, &gap);
	else if (object_reference_is_optional(p->ref))
		remap_gaps_spare(&w->r->gaps, &gap);
}

/* A division that is new is created in the same run, like any object. */
static void
remap_object_division(struct remap_walk *w, const struct json *j, const struct object_place *p)
{
	const struct map_record *rec = remap_object_find(w, p->type, p->id);
	struct remap_gap gap = {
	    .type = slice_str(p->type), .id = p->id, .name = p->name, .rec = rec};

	remap_object_id(w, j, p);
	remap_object_name(w, j, p, rec);
	if (rec != NULL && map_is_open(rec) && rec->status != MAP_NEW)
		remap_gaps_add(&w->r->gaps, &gap);
}

/* An object that is not in the target is not a gap in itself, unless it is not to be created. */
static void
remap_object_itself(struct remap_walk *w, const struct json *j, const struct object_place *p)
{
	if (p->id.n > 0 && json_eq(p->id, buf_slice(&w->r->gaps.own)))
		remap_object_id(w, j, p);
	remap_object_name(w, j, p, w->own);
	if (j->depth == 0 && w->own != NULL && map_is_open(w->own) && !map_is_new(w->own))
		remap_gaps_add(
		    &w->r->gaps, &(struct remap_gap){.type = map_text(w->r->map, w->own->type),
				     .id = p->id,
				     .name = p->name,
				     .rec = w->own});
}

static void
remap_object_category(struct remap_walk *w, const struct json *j, const struct object_place *p)
{
	const struct map_record *own = w->own, *integration = w->integration;

	if (own != NULL && map_moves(own))
		remap_object_text(w, j, p->id, NULL, own->category, own->to_category);
	else if (integration != NULL)
		remap_object_text(w, j, p->id, NULL, integration->name, integration->to_name);
}

/* The string whose ids change. */
static void
remap_object_tokens(struct remap *r, const struct json *j)
{
	size_t edits = r->edits.n;

	remap_edit_tokens(r, j, NULL);
	if (r->edits.n > edits && r->report)
		remap_places_add(&r->places, j, false);
}

/* The string whose ids stay: they may be content. */
static void
remap_object_cell(struct remap *r, const struct json *j)
{
	size_t edits = r->edits.n, gaps = r->gaps.n;

	remap_edit_tokens(r, j, NULL);
	r->cells += r->edits.n > edits;
	splices_undo(&r->edits, edits);
	r->gaps.n = gaps;
}

static void
remap_object_visited(void *user, const struct json *j, const struct object_place *p)
{
	struct remap_walk *w = user;

	switch (p->kind) {
	case OBJECT_PLACE_ITSELF:
		remap_object_itself(w, j, p);
		break;
	case OBJECT_PLACE_ORG:
		remap_object_id(w, j, p);
		break;
	case OBJECT_PLACE_DIVISION:
		remap_object_division(w, j, p);
		break;
	case OBJECT_PLACE_CATEGORY:
		remap_object_category(w, j, p);
		break;
	case OBJECT_PLACE_REFERENCE:
		remap_object_reference(w, j, p);
		break;
	case OBJECT_PLACE_TEXT:
		remap_object_tokens(w->r, j);
		break;
	case OBJECT_PLACE_CELL:
		remap_object_cell(w->r, j);
		break;
	case OBJECT_PLACE_NOT_MOVED:
		break;
	}
}

/* A string member of an object that is not checked yet, without its quotes; n = 0: none. */
static struct slice
remap_object_string(struct slice object, const char *name)
{
	struct slice value = peek_find(object, name);

	return value.n > 1 && value.p[0] == '"' ? slice_of(value.p + 1, value.n - 2)
						: slice_of("", 0);
}

bool
remap_read_object(struct remap *r, struct json *j, struct slice text)
{
	struct remap_walk w = {.r = r, .plain = BUF_INIT};
	struct slice configuration = peek_find(text, "configuration");
	struct slice id = remap_object_string(text, "id");
	struct slice type = remap_object_string(text, "type");
	bool good;

	r->object = true;
	json_unescape(id, &r->gaps.own);
	if (id.n > 0)
		w.own = map_find(r->map, json_text(type, &w.plain), buf_slice(&r->gaps.own));
	w.integration = remap_object_find(
	    &w, "integration", remap_object_string(configuration, "integrationId"));
	good = object_walk(&r->walk, j, text, remap_object_visited, &w);
	if (r->walk.type == NULL || r->walk.type->stage == 0)
		r->gaps.n = r->gaps.nspared = 0; /* nothing is created from this record */
	remap_places_sort(&r->places); /* an object's members come after what is inside them */
	buf_release(&w.plain);
	return good;
}
