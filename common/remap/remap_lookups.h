/*
 * remap_lookups.h - rename the objects that a flow looks up by name when it runs.
 *
 * remap.c asks for each key and string whether it may be a look-up; a flow that may contain one
 * is read again here. A name with an open record in the map is a gap of the flow. A name that is
 * different in the target changes if that is safe (remap_expression.h). Otherwise it stays and is
 * listed in `left` (the first LOOKUPS_LEFT_MAX of a flow). That includes names in a source text
 * that was never compiled, because only Architect can tell whether it is prose.
 *
 * If the map has neither renamed nor open look-ups, this costs nothing. Memory: a few dozen bytes
 * for each number and string that an expression's edit may need.
 */
#ifndef GC_REMAP_LOOKUPS_H
#define GC_REMAP_LOOKUPS_H

#include "json/splice.h"
#include "record/lookup.h"
#include "remap/remap_expression.h"
#include "remap/remap_gaps.h"
#include "remap/remap_places.h"

enum { LOOKUPS_LEFT_MAX = 100 };

/* A literal that stays although its name is different in the target. */
struct lookups_left {
	const struct remap_renamed *known;
	size_t at;                   /* its token */
	size_t pointer, pointer_len; /* its JSON Pointer, in `pointers` */
};

/* A container that is being read. Numbers: how many there were when it began. */
struct lookups_frame {
	struct remap_span text, pos, type; /* members */
	struct remap_call setting;         /* the literal, if the container is a setting */
	size_t calls, nodes, positions, settings, renames;
	size_t calls_end, nodes_end, positions_end; /* when its `config` ended */
	bool config, operands;                      /* it has such a member */
};

struct lookups_setting {
	struct remap_span text;
	struct remap_call call;
};

struct remap_lookups {
	bool met; /* this record may contain one */

	/* for the caller, until the next record */
	struct lookups_left *left;
	size_t nleft, left_cap;
	struct buf pointers;

	struct remap_renames renames;
	struct remap_rewrite rewrite;
	struct lookups_frame *frames;
	struct remap_call *calls;
	struct remap_node *nodes;
	struct remap_span *positions;
	struct lookups_setting *settings;
	size_t nframes, ncalls, nnodes, npositions, nsettings;
	size_t frames_cap, calls_cap, nodes_cap, positions_cap, settings_cap;
	size_t configs; /* how many of the frames are in a `config` */
	size_t cache;   /* depth of the `uiMetaData` that is being read, or 0 */
	struct slice text;
	struct remap_gaps *gaps;
	const struct splices *edits; /* those of other ids and names, sorted */
	struct buf plain;
	struct json
	    json; /* a second reader, because gaps refer to names that remap.c's reader has decoded */
	size_t flows; /* that were read here */
};

/* clang-format off */
#define REMAP_LOOKUPS_INIT {.pointers = BUF_INIT, .renames = REMAP_RENAMES_INIT, \
	.rewrite = REMAP_REWRITE_INIT, .plain = BUF_INIT, .json = JSON_INIT}
/* clang-format on */

void remap_lookups_start(struct remap_lookups *l, const struct map *map);
void remap_lookups_release(struct remap_lookups *l);
void remap_lookups_clear(struct remap_lookups *l); /* before a record */

/* The last token is a member's name, or a string. */
static inline void
remap_lookups_key(struct remap_lookups *l, const struct json *j)
{
	if (l->renames.active && !l->met)
		l->met = lookup_find(json_key_at(j, j->depth)) != NULL;
}

static inline void
remap_lookups_string(struct remap_lookups *l, const struct json *j)
{
	struct slice key;

	if (!l->renames.active || l->met)
		return;
	key = json_key_at(j, j->depth);
	if (slice_is(key, "text"))
		l->met = lookup_may_call(j->tok, j->escaped);
	else if (slice_is(key, "__type"))
		l->met = j->escaped || lookup_find(j->tok) != NULL;
}

/*
 * Read a checked record that may contain look-ups: add its edits, its gaps and, if `places` is
 * not NULL, the places of the edits.
 */
void remap_lookups_read(struct remap_lookups *l, struct slice text, struct splices *edits,
    struct remap_gaps *gaps, struct remap_places *places);

/* Its first part: fill rewrite, gaps and left (remap_lookups_walk.c). */
void remap_lookups_walk(struct remap_lookups *l);

#endif
