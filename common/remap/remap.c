/* remap.c - rewrite a record for another org, by a map */
#include "base/mem.h"
#include "record/uuid.h"
#include "remap/remap_build.h"
#include "remap/remap_hits.h"

enum { ESCAPE_MAX = 6 }; /* bytes that one character of an id can be spelled in */

#define SYMBOL "gc:" /* begins an id of gc-plan --symbolic */

static void
add_form(struct remap *r, struct slice from, struct slice to, size_t record)
{
	const struct map_record *rec = &r->map->v[record];
	struct remap_form form = {.record = (uint32_t)record, .changes = !slice_eq(from, to)};
	size_t index = idset_add(&r->ids, from);

	if (index < r->nforms) /* the first one counts */
		return;
	form.open = map_is_open(rec);
	form.at = (uint32_t)r->spelled.n + 1; /* behind its quote */
	json_quote(&r->spelled, to);
	form.len = (uint32_t)r->spelled.n - form.at - 1;
	r->forms = xgrow(r->forms, &r->forms_cap, r->nforms + 1, sizeof *r->forms);
	r->forms[r->nforms++] = form;
	if (from.n > r->longest)
		r->longest = from.n;
}

static bool
remap_begins(struct slice s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.p, with, n) == 0;
}

/*
 * A data action's id has two forms; if the map has only one, the other is derived from it. Of an
 * open record, `to` is `from`.
 */
static void
add_other_form(struct remap *r, size_t record, struct slice from, struct slice to)
{
	struct slice type = map_text(r->map, r->map->v[record].type);
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool symbol = remap_begins(to, SYMBOL);

	if (uuid_is_action(from) && (uuid_is_action(to) || symbol)) {
		add_form(r, uuid_of_action(from), uuid_of_action(to), record);
	} else if (uuid_is(from) && (uuid_is(to) || symbol) &&
		   (type.n == 0 || slice_is(type, "dataAction"))) {
		uuid_add_action(from, &a);
		uuid_add_action(to, &b);
		add_form(r, buf_slice(&a), buf_slice(&b), record);
	}
	buf_release(&a);
	buf_release(&b);
}

/* Records of the map come before derived forms, and records with a target before those without. */
void
remap_start(struct remap *r, const struct map *map)
{
	enum { TARGETS, OTHER_FORMS, OPEN, PASSES };

	r->map = map;
	for (int pass = 0; pass < PASSES; pass++) {
		for (size_t i = 0; i < map->n; i++) {
			const struct map_record *rec = &map->v[i];
			struct slice from = map_text(map, rec->from);
			struct slice to = map_text(map, rec->to != 0 ? rec->to : rec->from);
			bool active = rec->to != 0 || map_renames(rec) || map_moves(rec);
			if (map_is_lookup(rec))
				continue;
			if (pass == TARGETS && active)
				add_form(r, from, to, i);
			else if (pass == OTHER_FORMS && active)
				add_other_form(r, i, from, to);
			if (pass == OPEN && map_is_open(rec)) {
				add_form(r, from, from, i);
				add_other_form(r, i, from, from);
			}
		}
	}
	remap_names_start(&r->names, map);
	remap_lookups_start(&r->lookups, map);
	r->by_hits = remap_hits_fit(r);
	remap_sieve_fill(&r->sieve, &r->ids);
}

void
remap_release(struct remap *r)
{
	splices_release(&r->edits);
	remap_names_release(&r->names);
	remap_lookups_release(&r->lookups);
	remap_places_release(&r->places);
	object_walk_release(&r->walk);
	json_hits_release(&r->hits);
	remap_sieve_release(&r->sieve);
	remap_gaps_release(&r->gaps);
	idset_release(&r->ids);
	buf_release(&r->spelled);
	buf_release(&r->plain);
	free(r->forms);
	free(r->places_of.v);
	*r = (struct remap)REMAP_INIT;
}

const struct remap_form *
remap_whole_form(struct remap *r, struct slice token, bool escaped)
{
	if (!escaped)
		return remap_form_of(r, token);
	if (token.n > ESCAPE_MAX * r->longest)
		return NULL;
	buf_clear(&r->plain);
	json_unescape(token, &r->plain);
	return remap_form_of(r, buf_slice(&r->plain));
}

void
remap_edit(struct remap *r, const struct json *j, struct slice token, const struct remap_form *form)
{
	if (form->changes)
		splices_add(&r->edits, (size_t)(token.p - j->text.p), token.n,
		    slice_of(r->spelled.p + form->at, form->len));
}

/* The part of the token that spells this part of its decoded text. */
static struct slice
remap_spelled(const struct remap *r, const struct json *j, struct slice part)
{
	size_t at = (size_t)(part.p - r->plain.p);

	return slice_of(
	    j->tok.p + r->places_of.v[at], r->places_of.v[at + part.n] - r->places_of.v[at]);
}

/* Whether the string has an escape that may spell a character of an id. */
static bool
has_unicode_escape(const struct json *j)
{
	const char *p = j->tok.p, *end = p + j->tok.n;

	for (; j->escaped && (p = memchr(p, '\\', (size_t)(end - p))) != NULL; p += 2)
		if (p[1] == 'u')
			return true;
	return false;
}

void
remap_edit_tokens(struct remap *r, const struct json *j, bool *open)
{
	bool decode = has_unicode_escape(j), escaped = j->escaped && !decode;
	struct slice text = j->tok;
	const struct remap_form *form;
	struct uuid_token token;
	size_t from = 0;

	if (decode) {
		buf_clear(&r->plain);
		json_unescape_places(j->tok, &r->plain, &r->places_of);
		text = buf_slice(&r->plain);
	}
	while (uuid_find(text, escaped, &from, &token)) {
		struct slice id = uuid_joined(text, escaped, token.whole);
		if ((form = remap_form_of(r, id)) == NULL) {
			id = token.whole;
			form = remap_form_of(r, id);
		}
		if (form == NULL)
			continue;
		if (decode)
			id = remap_spelled(r, j, id);
		remap_edit(r, j, id, form);
		if (form->open && open != NULL)
			*open = true;
		else if (form->open)
			remap_gaps_id(&r->gaps, j, id, &r->map->v[form->record]);
	}
}

/*
 * What stays: the base, because where the content came from is true whatever org it goes to; and
 * Archy YAML.
 */
static inline bool
remap_stays(struct remap *r, const struct json *j)
{
	if (j->depth == 1 && slice_is(json_key_at(j, 1), "archy")) {
		r->archy = j->tok;
		return true;
	}
	return j->depth == 2 && slice_is(json_key_at(j, 1), "base");
}

static inline void
remap_string(struct remap *r, const struct json *j)
{
	const struct remap_form *form;
	size_t edits = r->edits.n;
	bool changes;

	if (j->depth <= 2 && remap_stays(r, j))
		return;
	form = remap_whole_form(r, j->tok, j->escaped);
	if (form != NULL)
		remap_edit(r, j, j->tok, form);
	else if (j->tok.n > UUID_LEN)
		remap_edit_tokens(r, j, NULL);
	changes = r->edits.n > edits;
	remap_gaps_string(&r->gaps, j, form != NULL);
	remap_lookups_string(&r->lookups, j);
	if (form != NULL && form->open)
		remap_gaps_id(&r->gaps, j, j->tok, &r->map->v[form->record]);
	if (r->names.active && form != NULL)
		remap_names_id(&r->names, j, form->record);
	else if (r->names.active && !changes)
		changes = remap_names_text(&r->names, j);
	if (changes && r->report)
		remap_places_add(&r->places, j, false);
	if (j->depth == 1 && slice_is(json_key_at(j, 1), "kind"))
		r->flow = json_is(j->tok, "flow");
}

static void
remap_clear(struct remap *r)
{
	r->flow = r->object = r->again = false;
	r->archy = r->bulk = slice_of("", 0);
	r->cells = 0;
	splices_clear(&r->edits);
	remap_names_clear(&r->names);
	remap_lookups_clear(&r->lookups);
	remap_places_clear(&r->places);
	remap_gaps_clear(&r->gaps, r->map);
}

/* The object that ended is a member of the record. */
static void
remap_note_bulk(struct remap *r, const struct json *j)
{
	const char *begin = j->text.p + r->gaps.objects[j->depth + 1].start;

	if ((size_t)(j->p - begin) > r->bulk.n)
		r->bulk = slice_of(begin, (size_t)(j->p - begin));
}

static bool
remap_walk(struct remap *r, struct json *j, bool by_hits)
{
	enum json_type type = JSON_OBJECT;

	for (; type > JSON_END; type = json_next(j)) {
		if (by_hits && remap_hits_here(j, type)) {
			if (!remap_hits_read(r, j))
				return false;
			continue;
		}
		switch (type) {
		case JSON_STRING:
			remap_string(r, j);
			break;
		case JSON_KEY:
			remap_gaps_key(&r->gaps, j);
			remap_lookups_key(&r->lookups, j);
			break;
		case JSON_OBJECT:
			if (r->names.active)
				remap_names_open(&r->names);
			remap_gaps_open(&r->gaps, j);
			break;
		case JSON_OBJECT_END:
			if (r->names.active)
				remap_names_close(&r->names, j, &r->edits);
			remap_gaps_close(&r->gaps, j);
			if (j->depth == 1)
				remap_note_bulk(r, j);
			break;
		case JSON_TRUE:
			remap_gaps_true(&r->gaps, j);
			break;
		default:
			break;
		}
	}
	r->again |= by_hits && !r->gaps.has_manifest;
	return type == JSON_END && !(by_hits && r->again);
}

/* Without a walk where that is enough; a walk decides in the end what is wrong, or a gap. */
static bool
remap_read_flow(struct remap *r, struct json *j, struct slice text)
{
	if (r->by_hits) {
		if (json_start_object(j, text) && remap_walk(r, j, true))
			return true;
		if (!r->again)
			return false;
		remap_clear(r);
		r->again = true;
	}
	return json_start_object(j, text) && remap_walk(r, j, false);
}

bool
remap_read(struct remap *r, struct json *j, struct slice text)
{
	remap_clear(r);
	if (object_walk_is(text)) {
		if (!remap_read_object(r, j, text))
			return false;
		remap_gaps_settle(&r->gaps);
		return true;
	}
	if (!remap_read_flow(r, j, text))
		return false;
	if (!r->flow) {
		remap_clear(r);
		return true;
	}
	remap_gaps_settle(&r->gaps);
	if (r->lookups.met)
		remap_lookups_read(
		    &r->lookups, text, &r->edits, &r->gaps, r->report ? &r->places : NULL);
	return true;
}
