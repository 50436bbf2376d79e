/*
 * remap_gaps.h - what a flow refers to and the map leaves open.
 *
 * Such a flow would be broken in the target. It counts
 *   - each entry of a manifest (the flow's, and an embedded common module's) that is an object of
 *     the org and of which the map has no record, or an open one (map_is_open());
 *   - an id in the body that the manifest lacks and whose place tells what it is (refs_shape.h):
 *     of which the map has an open record, or none at all;
 *   - the flow itself and its division, where the map has an open record; but a flow may be new;
 *   - in a flow without a manifest, as other tools write it: what the keys queueId, userId,
 *     groupId and integrationId name, and every string that is the id of an open record.
 * Each id once, in the order of the record; then what it looks up by name (remap_lookups.h).
 *
 * Used by remap.c only, which calls it for every token.
 */
#ifndef GC_REMAP_GAPS_H
#define GC_REMAP_GAPS_H

#include "json/json.h"
#include "record/map.h"

/* Slices are of the record, as spelled, or of the map. */
struct remap_gap {
	struct slice type, id, name;  /* no id: it is looked up by the name of `rec` */
	const struct map_record *rec; /* NULL: the map has no record for it */
	bool loose; /* it may be no reference: counts only where there is no manifest */
};

/* The literal that is being read: its `val`, if that is an id that the map lacks, and `type`. */
struct remap_literal {
	size_t depth; /* of its members; 0: none */
	struct slice id, code;
};

struct remap_gaps {
	struct remap_gap *v;
	size_t n, cap;

	const struct map *map;
	bool has_manifest;
	size_t manifest;        /* depth of the members of the manifest that is being read, or 0 */
	struct remap_gap entry; /* its entry */
	struct remap_literal literal;
	uint32_t *starts; /* where the objects begin that are open, by the depth of their members */
	size_t starts_cap;
	bool typed;           /* flow_type is there */
	struct buf flow_type; /* the flow's reference type */
	struct buf own;       /* the flow's id, decoded */
	struct idset seen;
	struct buf plain;
};

/* clang-format off */
#define REMAP_GAPS_INIT {.flow_type = BUF_INIT, .own = BUF_INIT, .seen = IDSET_INIT, .plain = BUF_INIT}
/* clang-format on */

void remap_gaps_release(struct remap_gaps *g);

/* Before a record; then for its tokens of these kinds; after it. */
void remap_gaps_clear(struct remap_gaps *g, const struct map *map);
void remap_gaps_key(struct remap_gaps *g, const struct json *j);
void remap_gaps_string(struct remap_gaps *g, const struct json *j, bool known); /* by the map */
void remap_gaps_open(struct remap_gaps *g, const struct json *j);
void remap_gaps_close(struct remap_gaps *g, const struct json *j);
void remap_gaps_settle(struct remap_gaps *g);

/* When it is settled: the flow looks up by name what this record, which is open, is of. */
void remap_gaps_name(struct remap_gaps *g, const struct map_record *rec);

/* The last token is a string that is the id of this record, which is open. */
void remap_gaps_id(struct remap_gaps *g, const struct json *j, const struct map_record *rec);

#endif
