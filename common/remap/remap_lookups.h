/*
 * remap_lookups.h - names that a flow looks up when it runs, in the org that it goes to.
 *
 * remap.c asks for each key and string of its pass whether there may be a look-up; a flow in which
 * there is one is read again here. A name of which the map has an open record is a gap of the flow.
 * One that has another name in the target changes where that is safe (remap_expression.h), and is
 * else listed in `left`, the first LOOKUPS_LEFT_MAX of a flow: also in a source text that was never
 * compiled, since only Architect can tell that it is no prose.
 *
 * A map that renames and lacks none of these costs nothing. Memory: a few dozen bytes for each
 * number and string that an expression's edit may need.
 */
#ifndef GC_REMAP_LOOKUPS_H
#define GC_REMAP_LOOKUPS_H

#include "json/splice.h"
#include "refs/lookup.h"
#include "remap/remap_expression.h"
#include "remap/remap_gaps.h"
#include "remap/remap_places.h"

enum { LOOKUPS_LEFT_MAX = 100 };

/* A literal that stays although its name is another one in the target. */
struct lookups_left {
	const struct remap_renamed *known;
	size_t at;                   /* its token */
	size_t pointer, pointer_len; /* its JSON Pointer, in `pointers` */
};

/* A container that the reading is in. Numbers: how many there were when it began. */
struct lookups_frame {
	struct remap_span text, pos, type; /* members */
	struct remap_call setting;         /* the literal that it, a setting, is */
	size_t calls, nodes, positions, settings, renames;
	size_t calls_end, nodes_end, positions_end; /* when its `config` ended */
	bool config, operands;                      /* it has such a member */
};

struct lookups_setting {
	struct remap_span text;
	struct remap_call call;
};

struct remap_lookups {
	bool met; /* there may be one in this record */

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
	struct json json; /* of its own, since gaps hold names that remap.c's has decoded */
	size_t flows;     /* that were read here */
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
 * Read a checked record in which there may be one: add its edits, its gaps and, where `places` is
 * not NULL, the places of the edits.
 */
void remap_lookups_read(struct remap_lookups *l, struct slice text, struct splices *edits,
    struct remap_gaps *gaps, struct remap_places *places);

/* Its first part: fill rewrite, gaps and left (remap_lookups_walk.c). */
void remap_lookups_walk(struct remap_lookups *l);

#endif
