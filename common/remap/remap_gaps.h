/*
 * remap_gaps.h - references of a flow or object that have no target in the map.
 *
 * With such gaps a flow would not work in the target. These are gaps:
 *   - each entry of a manifest (the flow's, and an embedded common module's) that is an object of
 *     the org, if the map has no record for it or an open one (map_is_open());
 *   - an id in the body that is not in the manifest, but whose place shows its type (refs_keys.h):
 *     if the map has no record for it or an open one;
 *   - the id of an open record in the body, also inside a longer string;
 *   - the flow itself and its division, if the map has an open record; but a flow may be new;
 *   - in a flow without a manifest, as other tools write it: the ids in the keys queueId, userId,
 *     groupId and integrationId, and every string that is the id of an open record.
 * What is in a value that is out of service ("outOfService":true: a setting switches it off) is not
 * a gap. Each id is listed once, in the order of the record; then the look-ups by name
 * (remap_lookups.h).
 *
 * Of an object remap_object.c adds the gaps, and what is spared: groups and scripts without a target,
 * which an object can do without.
 *
 * Only remap.c uses it, and calls it for every token of a flow.
 */
#ifndef GC_REMAP_GAPS_H
#define GC_REMAP_GAPS_H

#include "json/json.h"
#include "record/map.h"

/* Slices of the record, as spelled, or of the map. */
struct remap_gap {
	struct slice type, id, name;  /* no id: a look-up by the name of `rec` */
	const struct map_record *rec; /* NULL: the map has no record for it */
	bool loose;                   /* perhaps not a reference: counts only without a manifest */
};

/*
 * The literal that is being read: its `val`, if that is an id that is not in the map, and `type`.
 */
struct remap_literal {
	size_t depth; /* of its members; 0: none */
	struct slice id, code;
};

struct remap_object {
	uint32_t start; /* where it begins in the record */
	uint32_t gaps;  /* how many there were before it */
	bool out_of_service;
};

struct remap_gaps {
	struct remap_gap *v;
	size_t n, cap;
	struct remap_gap *spared;
	size_t nspared, spared_cap;

	const struct map *map;
	bool has_manifest;
	size_t manifest;        /* depth of the members of the manifest that is being read, or 0 */
	struct remap_gap entry; /* its entry */
	struct remap_literal literal;
	struct remap_object *objects; /* the open ones, by the depth of their members */
	size_t objects_cap;
	bool typed;           /* flow_type is there */
	struct buf flow_type; /* the flow's reference type */
	struct buf own;       /* the record's id, decoded */
	struct idset seen;
	struct buf plain;
};

/* clang-format off */
#define REMAP_GAPS_INIT {.flow_type = BUF_INIT, .own = BUF_INIT, .seen = IDSET_INIT, .plain = BUF_INIT}
/* clang-format on */

void remap_gaps_release(struct remap_gaps *g);

/* To be called before a record; for its tokens of these kinds; and after it. */
void remap_gaps_clear(struct remap_gaps *g, const struct map *map);
void remap_gaps_key(struct remap_gaps *g, const struct json *j);
void remap_gaps_string(struct remap_gaps *g, const struct json *j, bool known); /* by the map */
void remap_gaps_open(struct remap_gaps *g, const struct json *j);
void remap_gaps_close(struct remap_gaps *g, const struct json *j);
void remap_gaps_true(struct remap_gaps *g, const struct json *j); /* after the literal `true` */
void remap_gaps_settle(struct remap_gaps *g);

/* Of an object. */
void remap_gaps_add(struct remap_gaps *g, const struct remap_gap *gap);
void remap_gaps_spare(struct remap_gaps *g, const struct remap_gap *gap);

/* After remap_gaps_settle(): the flow looks up by name the object of this record, which is open. */
void remap_gaps_name(struct remap_gaps *g, const struct map_record *rec);

/* In a part of the flow that is not walked over: the flow's reference type. */
struct slice remap_gaps_flow_type(struct remap_gaps *g, const struct json *j);

/* And whether an id at a place that shows this type (NULL: none) may be a gap. */
bool remap_gaps_may_need(const struct remap_gaps *g, const char *type, struct slice id);

/* The last token is a string that is, or contains, the id of this record, which is open. */
void remap_gaps_id(
    struct remap_gaps *g, const struct json *j, struct slice id, const struct map_record *rec);

#endif
