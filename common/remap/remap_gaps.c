/* remap_gaps.c - references of a flow that have no target in the map */
#include "base/mem.h"
#include "json/peek.h"
#include "record/flowtype.h"
#include "record/reftype.h"
#include "record/uuid.h"
#include "refs/refs_keys.h"
#include "remap/remap_gaps.h"

enum {
	IN_CONFIGURATION = 2, /* depth of the members of the configuration, */
	IN_MODULE = 5,        /* and of a common module's that is embedded in it */
	IN_ENTRY = 2          /* more than in a manifest */
};

void
remap_gaps_release(struct remap_gaps *g)
{
	idset_release(&g->seen);
	buf_release(&g->own);
	buf_release(&g->flow_type);
	free(g->objects);
	buf_release(&g->plain);
	free(g->v);
	free(g->spared);
	*g = (struct remap_gaps)REMAP_GAPS_INIT;
}

void
remap_gaps_clear(struct remap_gaps *g, const struct map *map)
{
	g->map = map;
	g->n = g->nspared = 0;
	g->has_manifest = false;
	g->manifest = 0;
	g->literal = (struct remap_literal){.depth = 0};
	buf_clear(&g->own);
	g->typed = false;
}

void
remap_gaps_add(struct remap_gaps *g, const struct remap_gap *gap)
{
	g->v = xgrow(g->v, &g->cap, g->n + 1, sizeof *g->v);
	g->v[g->n++] = *gap;
}

void
remap_gaps_spare(struct remap_gaps *g, const struct remap_gap *gap)
{
	g->spared = xgrow(g->spared, &g->spared_cap, g->nspared + 1, sizeof *g->spared);
	g->spared[g->nspared++] = *gap;
}

/* A reference of the flow: a gap if it is to an object and the map has no target. */
static void
gaps_need(struct remap_gaps *g, struct remap_gap gap)
{
	struct slice id;

	if (gap.id.n == 0)
		return;
	id = json_text(gap.id, &g->plain);
	if (reftype_class(gap.type, id) != REF_OBJECT)
		return;
	gap.rec = map_find(g->map, gap.type, id);
	if (gap.rec == NULL || map_is_open(gap.rec))
		remap_gaps_add(g, &gap);
}

bool
remap_gaps_may_need(const struct remap_gaps *g, const char *type, struct slice id)
{
	const struct map_record *rec;

	if (type == NULL || reftype_class(slice_str(type), id) != REF_OBJECT)
		return false;
	rec = map_find(g->map, slice_str(type), id);
	return rec == NULL || map_is_open(rec);
}

/* The flow itself (no type is given), or its division. */
static void
need_own(struct remap_gaps *g, const char *type, struct slice id)
{
	struct remap_gap gap = {.type = slice_str(type), .id = id};

	gap.rec = map_find(g->map, gap.type, json_text(id, &g->plain));
	/* A flow may be new itself, but its division must exist. */
	if (gap.rec == NULL || !map_is_open(gap.rec) || (gap.type.n == 0 && map_is_new(gap.rec)))
		return;
	if (gap.type.n == 0)
		gap.type = map_text(g->map, gap.rec->type);
	remap_gaps_add(g, &gap);
}

static void
need_by_key(struct remap_gaps *g, const struct json *j, struct slice key)
{
	static const char *const keys[][2] = {{"queueId", "queue"}, {"userId", "user"},
	    {"groupId", "group"}, {"integrationId", "integration"}};

	if (key.n < 6 || memcmp(key.p + key.n - 2, "Id", 2) != 0)
		return;
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (slice_is(key, keys[i][0]))
			gaps_need(
			    g, (struct remap_gap){
				   .type = slice_str(keys[i][1]), .id = j->tok, .loose = true});
}

/* Whether the last value is in the definition, and not in a cache or a repetition. */
static bool
in_definition(const struct remap_gaps *g, const struct json *j)
{
	if (g->manifest != 0 || j->depth < IN_CONFIGURATION ||
	    !slice_is(json_key_at(j, 1), "configuration"))
		return false;
	for (size_t depth = IN_CONFIGURATION; depth <= j->depth; depth++)
		switch (refs_key(json_key_at(j, depth))) {
		case KEY_UI:
		case KEY_META_DATA:
		case KEY_ARCH_NLU:
			return false;
		default:
			break;
		}
	return true;
}

/* The member whose value, or an element of whose list, the last value is. */
static struct slice
gaps_key(const struct json *j)
{
	struct slice key = json_key_at(j, j->depth);

	return key.n > 0 || j->depth < 2 ? key : json_key_at(j, j->depth - 1);
}

void
remap_gaps_id(
    struct remap_gaps *g, const struct json *j, struct slice id, const struct map_record *rec)
{
	struct slice type = map_text(g->map, rec->type), key = gaps_key(j);
	bool whole = id.n == j->tok.n, link = whole && refs_is_link(key);
	bool sure = type.n > 0 && !link && refs_key(key) != KEY_RAW_NLU && in_definition(g, j);

	if (reftype_class(type, json_text(id, &g->plain)) == REF_OBJECT)
		remap_gaps_add(
		    g, &(struct remap_gap){.type = type, .id = id, .rec = rec, .loose = !sure});
}

/* An id that is not in the map, in a place that shows its type. */
static void
need_by_place(struct remap_gaps *g, const struct json *j, const char *type, struct slice id)
{
	struct slice text = json_text(id, &g->plain);

	if (type != NULL && (uuid_is(text) || uuid_is_action(text)) && in_definition(g, j))
		gaps_need(g, (struct remap_gap){.type = slice_str(type), .id = id});
}

/* For some keys the flow's type matters. Most records have no such key. */
struct slice
remap_gaps_flow_type(struct remap_gaps *g, const struct json *j)
{
	struct slice rest = j->text, key, value;

	if (!g->typed)
		buf_clear(&g->flow_type);
	for (; !g->typed && peek_member(&rest, &key, &value); g->typed = json_is(key, "type"))
		if (json_is(key, "type") && value.n > 2 && value.p[0] == '"')
			flowtype_reference(slice_of(value.p + 1, value.n - 2), &g->flow_type);
	g->typed = true;
	return buf_slice(&g->flow_type);
}

/* The object that has the last value as a member, from its brace on; empty: it is an element. */
static struct slice
gaps_object(const struct remap_gaps *g, const struct json *j)
{
	uint32_t start;

	if (j->stack[j->depth - 1].key == NULL)
		return slice_of("", 0);
	start = g->objects[j->depth].start;
	return slice_of(j->text.p + start, j->text.n - start);
}

/* A string that is not in the map. For an object's `id`, the key of the object shows the type. */
static void
look_at_place(struct remap_gaps *g, const struct json *j)
{
	struct slice key = gaps_key(j), object, id = json_text(j->tok, &g->plain);
	const char *type;

	if ((!uuid_is(id) && !uuid_is_action(id)) || slice_is(key, "text") ||
	    slice_is(key, "val") || refs_is_link(key))
		return;
	object = gaps_object(g, j);
	if (slice_is(key, "id") && object.n > 0) {
		if (j->depth <= IN_CONFIGURATION)
			return;
		key = json_key_at(j, j->depth - 1);
		key = key.n > 0 ? key : json_key_at(j, j->depth - 2);
		object = slice_of("", 0);
	}
	type = refs_type_of_id(key, id, remap_gaps_flow_type(g, j), object);
	need_by_place(g, j, type, j->tok);
}

/* A member of a literal. */
static void
look_at_literal(struct remap_gaps *g, const struct json *j, struct slice key, bool known)
{
	if (slice_is(key, "type"))
		g->literal.code = j->tok;
	else if (slice_is(key, "val") && !known)
		g->literal.id = j->tok;
}

void
remap_gaps_key(struct remap_gaps *g, const struct json *j)
{
	if (j->depth < g->manifest)
		g->manifest = 0;
	if (!slice_is(json_key_at(j, j->depth), "manifest") || j->depth > IN_MODULE ||
	    !slice_is(json_key_at(j, 1), "configuration"))
		return;
	if (j->depth == IN_CONFIGURATION ||
	    (j->depth == IN_MODULE && slice_is(json_key_at(j, 2), "commonModules") &&
		slice_is(json_key_at(j, 4), "model"))) {
		g->manifest = j->depth + 1;
		g->has_manifest = true;
	}
}

void
remap_gaps_string(struct remap_gaps *g, const struct json *j, bool known)
{
	struct slice key = json_key_at(j, j->depth);

	if (j->depth == 1 && slice_is(key, "id")) {
		buf_clear(&g->own);
		json_unescape(j->tok, &g->own);
		need_own(g, "", j->tok);
	} else if (j->depth == 2 && slice_is(key, "id") &&
		   slice_is(json_key_at(j, 1), "division")) {
		need_own(g, "division", j->tok);
	}
	if (g->manifest == 0) {
		need_by_key(g, j, key);
		if (j->depth == g->literal.depth)
			look_at_literal(g, j, key, known);
		else if (!known && j->tok.n >= UUID_LEN)
			look_at_place(g, j);
	} else if (j->depth == g->manifest + IN_ENTRY && j->stack[g->manifest].key == NULL) {
		if (slice_is(key, "id"))
			g->entry.id = j->tok;
		else if (slice_is(key, "name"))
			g->entry.name = j->tok;
	}
}

void
remap_gaps_open(struct remap_gaps *g, const struct json *j)
{
	if (j->depth >= g->objects_cap)
		g->objects = xgrow(g->objects, &g->objects_cap, j->depth + 1, sizeof *g->objects);
	g->objects[j->depth] =
	    (struct remap_object){.start = (uint32_t)(j->at - j->text.p), .gaps = (uint32_t)g->n};
	if (g->manifest != 0 && j->depth == g->manifest + IN_ENTRY)
		g->entry = (struct remap_gap){.type = json_key_at(j, g->manifest)};
	else if (j->depth > IN_CONFIGURATION && slice_is(json_key_at(j, j->depth - 1), "lit"))
		g->literal = (struct remap_literal){.depth = j->depth};
}

void
remap_gaps_close(struct remap_gaps *g, const struct json *j)
{
	if (g->manifest != 0 && j->depth == g->manifest + IN_ENTRY - 1)
		gaps_need(g, g->entry);
	if (j->depth + 1 == g->literal.depth) {
		need_by_place(
		    g, j, refs_type_of_code(json_text(g->literal.code, &g->plain)), g->literal.id);
		g->literal = (struct remap_literal){.depth = 0};
	}
	if (j->depth >= IN_CONFIGURATION && g->objects[j->depth + 1].out_of_service)
		g->n = g->objects[j->depth + 1].gaps;
}

void
remap_gaps_true(struct remap_gaps *g, const struct json *j)
{
	if (j->depth > IN_CONFIGURATION && refs_key(json_key_at(j, j->depth)) == KEY_OUT_OF_SERVICE)
		g->objects[j->depth].out_of_service = true;
}

/* A flow's reference to itself is not a gap, unless it is not known which flow it becomes. */
static bool
is_own(const struct remap_gaps *g, const struct remap_gap *gap)
{
	return json_eq(gap->id, buf_slice(&g->own)) && (gap->rec == NULL || map_is_new(gap->rec));
}

void
remap_gaps_settle(struct remap_gaps *g)
{
	size_t n = 0;

	if (g->n > 0)
		idset_clear(&g->seen);
	for (size_t i = 0; i < g->n; i++) {
		const struct remap_gap *gap = &g->v[i];
		size_t known = g->seen.n;
		if ((gap->loose && g->has_manifest) || is_own(g, gap) ||
		    idset_add(&g->seen, json_text(gap->id, &g->plain)) < known)
			continue;
		g->v[n++] = *gap;
	}
	g->n = n;
}

void
remap_gaps_name(struct remap_gaps *g, const struct map_record *rec)
{
	remap_gaps_add(g, &(struct remap_gap){.type = map_text(g->map, rec->type), .rec = rec});
}
