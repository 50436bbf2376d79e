/* remap_hits.c - rewrite a part of a flow without walking over it */
#include "json/find.h"
#include "json/peek.h"
#include "record/uuid.h"
#include "refs/refs_keys.h"
#include "remap/remap_hits.h"

enum { HITS_NEAR = 512 };

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

/* Whether an element, which begins at p, may be in an array whose name shows a type. */
static bool
hit_element_may_be_typed(const struct remap *r, const char *p)
{
	return (p[-1] != ',' && p[-1] != '[') || p < r->typed;
}

/*
 * Whether the place of a UUID may show a type, as far as the bytes before it tell. Nearly all ids
 * that are not in the map are those of the flow's nodes and variables, and this tells them.
 */
static bool
hit_may_be_typed(const struct remap *r, struct slice id)
{
	const struct json_hits *h = &r->hits;
	struct slice key = json_hits_name(h, id.p - 1), outer;
	enum refs_key is = refs_key(key);
	const char *open;

	if (key.n == 0)
		return hit_element_may_be_typed(r, id.p - 1);
	if (is != KEY_ID && is != KEY_VAL)
		return refs_key_shows_type(key);
	open = json_find_open(h->from, key.p - 1, HITS_NEAR);
	if (open == NULL)
		return true;
	outer = json_hits_name(h, open);
	if (is == KEY_VAL)
		return slice_is(outer, "lit");
	return outer.n > 0 ? refs_key_shows_type(outer) : hit_element_may_be_typed(r, open);
}

/* Whether an id that is not in the map may be a gap: its place shows the type of an object. */
static bool
hit_may_be_gap(struct remap *r, const struct json *j, struct slice id)
{
	struct json_hits *h = &r->hits;
	struct slice key, object, flow_type;
	const char *type = NULL;

	if (id.n == UUID_LEN && !hit_may_be_typed(r, id))
		return false;
	json_hits_around(h);
	key = hit_key(h, 0);
	object = hit_object(h);
	flow_type = remap_gaps_flow_type(&r->gaps, j);
	if (slice_is(key, "id") && object.n > 0)
		type = refs_type_of_id(hit_key(h, 1), id, flow_type, slice_of("", 0));
	else if (slice_is(key, "val"))
		type = hit_literal_type(r, object);
	else if (!slice_is(key, "text") && !refs_is_link(key))
		type = refs_type_of_id(key, id, flow_type, object);
	return remap_gaps_may_need(&r->gaps, type, id);
}

/* What looks like a UUID and is not in the map, alone or of a data action. False: it may be a gap. */
static bool
hit_pass(struct remap *r, const struct json *j)
{
	struct json_hits *h = &r->hits;
	const char *begin = h->at, *end = h->at + UUID_LEN;

	if (memcmp(begin - UUID_ACTION_LEN, UUID_ACTION, UUID_ACTION_LEN) == 0)
		begin -= UUID_ACTION_LEN;
	if (begin[-1] != '"' || *end != '"')
		return true; /* a part of a longer text */
	if (begin == h->at && !hit_may_be_typed(r, slice_of(begin, UUID_LEN)))
		return true;
	if (!uuid_is(slice_of(h->at, UUID_LEN)))
		return true;
	json_hits_string(h);
	return h->token.p != begin || json_hits_is_name(h) || !hit_may_be_gap(r, j, h->token);
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

/* A string with what looks like a UUID of the map. False: it may be a gap. */
static bool
hit_rewrite(struct remap *r, const struct json *j)
{
	struct json_hits *h = &r->hits;
	size_t edits = r->edits.n;
	bool sure;

	if (!uuid_is(slice_of(h->at, UUID_LEN)))
		return true;
	json_hits_string(h);
	if (json_hits_is_name(h))
		return true;
	sure = hit_edit(r, j);
	if (r->report && r->edits.n > edits)
		remap_places_add_hit(&r->places, j, h);
	return sure;
}

/*
 * An array, or a bracket in a string. Most are excluded by the last characters of the name before it.
 */
static void
hit_array(struct remap *r)
{
	struct json_hits *h = &r->hits;
	struct slice rest = slice_of(h->at, (size_t)(h->end - h->at));

	if (h->at[-1] == ':' && h->at[-2] == '"' && !refs_end_shows_type(h->at - 6))
		return;
	if (h->at >= r->typed && refs_key_shows_type(json_hits_name(h, h->at)))
		r->typed = h->at + peek_value(&rest).n;
}

/* False: it may be a gap. Only the definition has any. */
static inline bool
hit_read(struct remap *r, const struct json *j, bool definition)
{
	const char *at = r->hits.at;

	if (*at != '[' && remap_sieve_has(&r->sieve, at))
		return hit_rewrite(r, j) || !definition;
	if (!definition)
		return true;
	if (*at != '[')
		return hit_pass(r, j);
	hit_array(r);
	return true;
}

bool
remap_hits_read(struct remap *r, struct json *j)
{
	struct json_hits *h = &r->hits;
	size_t at = (size_t)(j->at - j->text.p);
	bool definition = j->depth > 2;

	if (!json_skip(j))
		return false;
	json_hits_start(h, j->text, at, (size_t)(j->p - j->text.p) - at);
	r->typed = j->text.p;
	while (json_hits_next(h))
		if (!hit_read(r, j, definition)) {
			r->again = true;
			return false;
		}
	r->again = h->spelled;
	return !h->spelled;
}
