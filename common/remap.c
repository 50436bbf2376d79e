/* remap.c - rewrite a flow record for another org, by a map */
#include "mem.h"
#include "reftype.h"
#include "remap.h"
#include "uuid.h"

enum {
	IN_CONFIGURATION = 2, /* depth of the members of the configuration, */
	IN_MODULE = 5,        /* and of a common module's that is embedded in it */
	IN_ENTRY = 2,         /* more than in a manifest */
	ESCAPE_MAX = 6        /* bytes that one character of an id can be spelled in */
};

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
begins(struct slice s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.p, with, n) == 0;
}

static struct slice
bare(struct slice id)
{
	size_t n = strlen(UUID_ACTION);

	return begins(id, UUID_ACTION) ? slice_of(id.p + n, id.n - n) : id;
}

/* The id with "custom_-_" before it; a text that is no UUID has no such form. */
static void
put_action(struct slice id, struct buf *b)
{
	if (uuid_is(id))
		buf_puts(b, UUID_ACTION);
	buf_add_slice(b, id);
}

/* A data action's id has two forms; the one that the map does not have follows the other. */
static void
add_other_form(struct remap *r, size_t record, struct slice from, struct slice to)
{
	struct slice type = map_text(r->map, r->map->v[record].type);
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool symbol = begins(to, SYMBOL);

	if (uuid_is_action(from) && (uuid_is_action(to) || symbol)) {
		add_form(r, bare(from), bare(to), record);
	} else if (uuid_is(from) && (uuid_is(to) || symbol) &&
		   (type.n == 0 || slice_is(type, "dataAction"))) {
		put_action(from, &a);
		put_action(to, &b);
		add_form(r, buf_slice(&a), buf_slice(&b), record);
	}
	buf_release(&a);
	buf_release(&b);
}

/* What the map itself says goes before what follows from it, and a target before none. */
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
			if (pass == TARGETS && active)
				add_form(r, from, to, i);
			else if (pass == OTHER_FORMS && active)
				add_other_form(r, i, from, to);
			else if (pass == OPEN && map_is_open(rec))
				add_form(r, from, from, i);
		}
	}
	remap_names_start(&r->names, map);
}

void
remap_release(struct remap *r)
{
	splices_release(&r->edits);
	remap_names_release(&r->names);
	idset_release(&r->ids);
	idset_release(&r->seen);
	buf_release(&r->spelled);
	buf_release(&r->plain);
	free(r->forms);
	free(r->gaps);
	*r = (struct remap)REMAP_INIT;
}

static struct slice
decoded(struct remap *r, struct slice token)
{
	if (memchr(token.p, '\\', token.n) == NULL)
		return token;
	buf_clear(&r->plain);
	json_unescape(token, &r->plain);
	return buf_slice(&r->plain);
}

/* The form that the whole string at hand is, however it is spelled; or IDSET_NONE. */
static inline size_t
whole_form(struct remap *r, const struct json *j)
{
	if (!j->escaped)
		return idset_find(&r->ids, j->tok);
	if (j->tok.n > ESCAPE_MAX * r->longest)
		return IDSET_NONE;
	return idset_find(&r->ids, decoded(r, j->tok));
}

static void
edit(struct remap *r, const struct json *j, struct slice token, const struct remap_form *form)
{
	if (form->changes)
		splices_add(&r->edits, (size_t)(token.p - j->text.p), token.n,
		    slice_of(r->spelled.p + form->at, form->len));
}

/* The ids inside a longer string. */
static void
edit_tokens(struct remap *r, const struct json *j)
{
	struct uuid_token token;
	size_t from = 0, form;

	while (uuid_find(j->tok, j->escaped, &from, &token)) {
		struct slice joined = uuid_joined(j->tok, j->escaped, token.whole);
		form = idset_find(&r->ids, joined);
		if (form == IDSET_NONE && joined.n != token.whole.n) {
			joined = token.whole;
			form = idset_find(&r->ids, joined);
		}
		if (form != IDSET_NONE)
			edit(r, j, joined, &r->forms[form]);
	}
}

static void
add_gap(struct remap *r, const struct remap_gap *gap)
{
	r->gaps = xgrow(r->gaps, &r->gaps_cap, r->ngaps + 1, sizeof *r->gaps);
	r->gaps[r->ngaps++] = *gap;
}

/* A reference of the flow: a gap, if the map has no answer. */
static void
need(struct remap *r, struct remap_gap gap)
{
	struct slice id;

	if (gap.id.n == 0)
		return;
	id = decoded(r, gap.id);
	if (reftype_class(gap.type, id) != REF_OBJECT)
		return;
	gap.rec = map_find(r->map, gap.type, id);
	if (gap.rec == NULL || map_is_open(gap.rec))
		add_gap(r, &gap);
}

/* The flow itself, which may well be new in the target, or its division: a gap if the map says so.
 */
static void
need_own(struct remap *r, const char *type, struct slice id)
{
	struct remap_gap gap = {.type = slice_str(type), .id = id};

	gap.rec = map_find(r->map, gap.type, decoded(r, id));
	if (gap.rec == NULL || !map_is_open(gap.rec) || gap.rec->status == MAP_NEW)
		return;
	if (gap.type.n == 0)
		gap.type = map_text(r->map, gap.rec->type);
	add_gap(r, &gap);
}

static struct slice
key_at(const struct json *j, size_t depth)
{
	const struct json_frame *f = &j->stack[depth - 1];

	return f->key == NULL ? slice_of("", 0) : slice_of(f->key, f->keylen);
}

/* Flows of other tools have no manifest: there a key tells the type, */
static void
need_by_key(struct remap *r, const struct json *j, struct slice key)
{
	static const char *const keys[][2] = {{"queueId", "queue"}, {"userId", "user"},
	    {"groupId", "group"}, {"integrationId", "integration"}};

	if (key.n < 6 || memcmp(key.p + key.n - 2, "Id", 2) != 0)
		return;
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (slice_is(key, keys[i][0]))
			need(r, (struct remap_gap){
				    .type = slice_str(keys[i][1]), .id = j->tok, .loose = true});
}

/* or the map does. */
static void
need_by_id(struct remap *r, const struct json *j, const struct remap_form *form)
{
	const struct map_record *rec = &r->map->v[form->record];

	need(r,
	    (struct remap_gap){.type = map_text(r->map, rec->type), .id = j->tok, .loose = true});
}

/* A string among the record's own members. */
static void
record_member(struct remap *r, const struct json *j, struct slice key)
{
	if (j->depth == 1 && json_is(key, "kind"))
		r->flow = json_is(j->tok, "flow");
	else if (j->depth == 1 && json_is(key, "id"))
		need_own(r, "", r->own = j->tok);
	else if (j->depth == 2 && json_is(key, "id") && json_is(key_at(j, 1), "division"))
		need_own(r, "division", j->tok);
}

/* What the string at hand is by its place in the record. */
static inline void
place(struct remap *r, const struct json *j)
{
	struct slice key = key_at(j, j->depth);

	if (j->depth <= 2)
		record_member(r, j, key);
	if (r->manifest == 0) {
		need_by_key(r, j, key);
	} else if (j->depth == r->manifest + IN_ENTRY && j->stack[r->manifest].key == NULL) {
		if (slice_is(key, "id"))
			r->entry.id = j->tok;
		else if (slice_is(key, "name"))
			r->entry.name = j->tok;
	}
}

static inline void
string(struct remap *r, const struct json *j)
{
	size_t form = whole_form(r, j), edits = r->edits.n;

	if (form != IDSET_NONE)
		edit(r, j, j->tok, &r->forms[form]);
	else if (j->tok.n > UUID_LEN)
		edit_tokens(r, j);
	place(r, j);
	if (form != IDSET_NONE && r->forms[form].open)
		need_by_id(r, j, &r->forms[form]);
	if (!r->names.active)
		return;
	if (form != IDSET_NONE)
		remap_names_id(&r->names, j, r->forms[form].record);
	else if (r->edits.n == edits)
		remap_names_text(&r->names, j);
}

/* A manifest is one where a definition has it: the flow's, and an embedded module's. */
static inline void
name(struct remap *r, const struct json *j)
{
	if (j->depth < r->manifest)
		r->manifest = 0;
	if (!slice_is(j->tok, "manifest") || j->depth > IN_MODULE ||
	    !slice_is(key_at(j, 1), "configuration"))
		return;
	if (j->depth == IN_CONFIGURATION ||
	    (j->depth == IN_MODULE && slice_is(key_at(j, 2), "commonModules") &&
		slice_is(key_at(j, 4), "model"))) {
		r->manifest = j->depth + 1;
		r->has_manifest = true;
	}
}

static void
open_object(struct remap *r, const struct json *j)
{
	if (r->names.active)
		remap_names_open(&r->names);
	if (r->manifest != 0 && j->depth == r->manifest + IN_ENTRY)
		r->entry = (struct remap_gap){.type = key_at(j, r->manifest)};
}

static void
close_object(struct remap *r, const struct json *j)
{
	if (r->names.active)
		remap_names_close(&r->names, j, &r->edits);
	if (r->manifest != 0 && j->depth == r->manifest + IN_ENTRY - 1)
		need(r, r->entry);
}

static void
start(struct remap *r)
{
	splices_clear(&r->edits);
	remap_names_clear(&r->names);
	r->ngaps = 0;
	r->flow = r->has_manifest = false;
	r->manifest = 0;
	r->own = slice_of("", 0);
	if (r->names.active)
		remap_names_open(&r->names);
}

/* A flow that refers to itself lacks nothing, unless the map does not know which flow it becomes.
 */
static bool
is_own(const struct remap *r, const struct remap_gap *gap)
{
	return slice_eq(gap->id, r->own) && (gap->rec == NULL || gap->rec->status == MAP_NEW);
}

/* Keep the gaps that count, once each. */
static void
settle_gaps(struct remap *r)
{
	size_t n = 0;

	idset_clear(&r->seen);
	for (size_t i = 0; i < r->ngaps; i++) {
		const struct remap_gap *gap = &r->gaps[i];
		size_t known = r->seen.n;
		if ((gap->loose && r->has_manifest) || is_own(r, gap) ||
		    idset_add(&r->seen, gap->id) < known)
			continue;
		r->gaps[n++] = *gap;
	}
	r->ngaps = n;
}

static void
settle(struct remap *r)
{
	if (!r->flow) {
		splices_clear(&r->edits);
		remap_names_clear(&r->names);
		r->ngaps = 0;
	}
	if (r->ngaps > 0)
		settle_gaps(r);
}

bool
remap_read(struct remap *r, struct json *j, struct slice text)
{
	enum json_type type;

	if (!json_start_object(j, text))
		return false;
	start(r);
	while ((type = json_next(j)) > JSON_END) {
		if (type == JSON_STRING) {
			string(r, j);
		} else if (type == JSON_OBJECT) {
			open_object(r, j);
		} else if (type == JSON_OBJECT_END) {
			close_object(r, j);
		} else if (type == JSON_KEY) {
			name(r, j);
		}
	}
	settle(r);
	return type == JSON_END;
}
