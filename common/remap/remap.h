/*
 * remap.h - rewrite a flow or object record for another org, by a map.
 *
 *	struct remap r = REMAP_INIT;
 *	remap_start(&r, &map);                   // the caller keeps the map
 *	if (!remap_read(&r, &json, text))        // one pass, which also checks the text
 *		complain(json_error(&json));
 *	splices_write(&r.edits, text);           // r.gaps: references without a target
 *	remap_release(&r);
 *
 * In a flow these strings change, everywhere in the record except in members' names:
 *   - a whole string that is an id of the map;
 *   - inside longer strings a whole token that is such an id (uuid.h). "custom_-_<uuid>" and the bare UUID
 *     are the same data action, whichever of them the map has;
 *   - next to a whole string that is the id of an object with another name in the target, what
 *     repeats the name (remap_names.h);
 *   - a name that the flow looks up when it runs, where that is safe (remap_lookups.h).
 * All changes are made at once: a target's id that is also in the map is not mapped again. An id
 * without a target in the map stays, and so does every id that is not in the map, such as the
 * flow's internal ids. The record's "base" stays: where its content came from.
 *
 * In an object with a definition ids change at the places of the table of definitions, with the
 * names next to them; and whole tokens that are ids of the map, in the templates, URL and headers of
 * a data action (objects/object_walk.h). Ids in table cells stay and are counted. A reference is
 * a gap unless the map has a target for it; but an object can be created without groups and
 * scripts, without late members that are not there yet, and next to other objects that are new. A
 * type that gc-put does not create has no gaps.
 *
 * The Archy YAML of a flow stays; remap_archy.h rewrites it.
 *
 * Text is compared decoded and written in JSON's shortest spelling. Unchanged parts keep their
 * bytes. Any other record has no edits and no gaps.
 */
#ifndef GC_REMAP_H
#define GC_REMAP_H

#include "json/hits.h"
#include "json/json.h"
#include "json/splice.h"
#include "objects/object_walk.h"
#include "record/map.h"
#include "remap/remap_gaps.h"
#include "remap/remap_lookups.h"
#include "remap/remap_names.h"
#include "remap/remap_places.h"
#include "remap/remap_sieve.h"

/* The replacement of a text: a string without its quotes, as JSON spells it. */
struct remap_form {
	uint32_t record;  /* in the map */
	uint32_t at, len; /* in `spelled` */
	bool changes;     /* false: the id stays */
	bool open;        /* the map has no target */
};

struct remap {
	bool report; /* set it if remap_report() will be called */

	/* for the caller, until the next remap_read() */
	bool flow;          /* the record is a flow, */
	bool object;        /* or an object with a definition */
	struct slice archy; /* of a flow: the token of its Archy YAML, which stays; n = 0: none */
	struct slice bulk;  /* of a flow: the longest object that is a member of the record */
	size_t cells; /* its strings that stay, though they contain ids that the map changes */
	struct splices edits;
	struct remap_gaps gaps;   /* .v: references that the flow needs and that have no target */
	struct remap_names names; /* .left: names in expressions that stay */
	struct remap_lookups lookups; /* .left: looked-up names that stay */
	struct remap_places places;

	/* the map, prepared */
	const struct map *map;
	struct idset ids;
	struct remap_form *forms; /* by index in ids */
	size_t nforms, forms_cap;
	struct buf spelled;
	size_t longest; /* of the ids, in bytes */
	struct object_walk walk;
	struct json_hits hits;
	struct remap_sieve sieve;
	bool by_hits;      /* the map allows that: remap_hits.h */
	bool again;        /* that was not enough for this record */
	const char *typed; /* the end of the arrays so far whose elements may be gaps */
	struct buf plain;
	struct json_places places_of; /* what `plain` was decoded from */
};

/* clang-format off */
#define REMAP_INIT {.edits = SPLICES_INIT, .gaps = REMAP_GAPS_INIT, .names = REMAP_NAMES_INIT, \
	.lookups = REMAP_LOOKUPS_INIT, \
	.places = REMAP_PLACES_INIT, \
	.walk = OBJECT_WALK_INIT, .hits = JSON_HITS_INIT, .ids = IDSET_INIT, .spelled = BUF_INIT, .plain = BUF_INIT}
/* clang-format on */

void remap_start(struct remap *r, const struct map *map);
bool remap_read(struct remap *r, struct json *j, struct slice text);
void remap_release(struct remap *r);

#endif
