/* remap_hits.c - rewrite a part of a flow without walking over it */
#include "json/peek.h"
#include "record/uuid.h"
#include "refs/refs_keys.h"
#include "remap/remap_hits.h"

bool
remap_hits_fit(const struct remap *r)
{
	if (r->names.active || r->lookups.renames.active)
		return false;
	for (size_t i = 0; i < r->nforms; i++) {
		struct uuid_token token;
		size_t from = 0;
		if ((r->forms[i].changes || r->forms[i].open) &&
		    !uuid_find(idset_id(&r->ids, i), false, &from, &token))
			return false;
	}
	return true;
}

/* The object that has the hit as a member, from its brace on; empty: it is an element. */
static struct slice
hit_object(const struct json_hits *h)
{
	const char *at = h->open[h->depth].at;

	return *at == '{' ? slice_of(at, (size_t)(h->end - at)) : slice_of("", 0);
}

/* The type that a literal's code shows for its `val`; NULL: the hit is none. */
static const char *
hit_literal_type(struct remap *r, struct slice object)
{
	struct slice code;

	if (object.n == 0 || !slice_is(json_hits_key(&r->hits, 1), "lit"))
		return NULL;
	code = peek_find(object, "type");
	if (code.n < 2 || code.p[0] != '"')
		return NULL;
	return refs_type_of_code(json_text(slice_of(code.p + 1, code.n - 2), &r->plain));
}

/* The name of the member that is up levels around, or whose list has it. */
static struct slice
hit_key(const struct json_hits *h, size_t up)
{
	struct slice key = json_hits_key(h, up);

	return key.n > 0 || up >= h->depth ? key : json_hits_key(h, up + 1);
}

/* Whether an id that is not in the map may be a gap: its place shows the type of an object. */
static bool
hit_may_be_gap(struct remap *r, const struct json *j, struct slice id)
{
	struct slice key = hit_key(&r->hits, 0), object = hit_object(&r->hits);
	struct slice flow_type = remap_gaps_flow_type(&r->gaps, j);
	const char *type = NULL;

	if (slice_is(key, "id") && object.n > 0)
		type = refs_type_of_id(hit_key(&r->hits, 1), id, flow_type, slice_of("", 0));
	else if (slice_is(key, "val"))
		type = hit_literal_type(r, object);
	else if (!slice_is(key, "text") && !refs_is_link(key))
		type = refs_type_of_id(key, id, flow_type, object);
	return remap_gaps_may_need(&r->gaps, type, id);
}

/* Rewrite the string. False: it may be a gap. */
static bool
hit_edit(struct remap *r, const struct json *j)
{
	struct slice token = r->hits.token;
	struct json at = {.text = j->text, .tok = token};
	const struct remap_form *form;
	bool open = false;

	at.escaped = memchr(token.p, '\\', token.n) != NULL;
	form = remap_whole_form(r, token, at.escaped);
	if (form != NULL) {
		remap_edit(r, &at, token, form);
		return !form->open;
	}
	if (token.n > UUID_LEN) {
		remap_edit_tokens(r, &at, &open);
		if (open)
			return false;
	}
	return !(uuid_is(token) || uuid_is_action(token)) || !hit_may_be_gap(r, j, token);
}

bool
remap_hits_read(struct remap *r, struct json *j)
{
	struct json_hits *h = &r->hits;
	size_t at = (size_t)(j->at - j->text.p);

	if (!json_skip(j))
		return false;
	json_hits_start(h, j->text, at, (size_t)(j->p - j->text.p) - at);
	while (json_hits_next(h)) {
		size_t edits = r->edits.n;
		if (json_hits_is_name(h))
			continue;
		if (!hit_edit(r, j)) {
			r->again = true;
			return false;
		}
		if (r->report && r->edits.n > edits)
			remap_places_add_hit(&r->places, j, h);
	}
	r->again = h->spelled;
	return !h->spelled;
}
