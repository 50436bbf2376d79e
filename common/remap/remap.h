/*
 * remap.h - rewrite a flow record for another org, by a map.
 *
 *	struct remap r = REMAP_INIT;
 *	remap_start(&r, &map);                   // the map stays the caller's
 *	if (!remap_read(&r, &json, text))        // one pass, which is also the check
 *		complain(json_error(&json));
 *	splices_write(&r.edits, text);           // r.gaps: what the map leaves open
 *	remap_release(&r);
 *
 * What changes, everywhere in the record but in members' names:
 *   - a whole string that is an id of the map;
 *   - inside longer strings a whole token that is one (uuid.h). "custom_-_<uuid>" and the bare UUID
 *     are the same data action, whichever of them the map has;
 *   - beside a whole string that is the id of an object with another name in the target, what
 *     repeats the name (remap_names.h);
 *   - a name that the flow looks up when it runs, where that is safe (remap_lookups.h).
 * All at once: a target's id that is itself in the map is not mapped again. An id of which the map
 * knows no target is left as it is, and so is every id that is not in the map: a flow's own wiring.
 *
 * Text is compared decoded and written in JSON's shortest spelling. What does not change keeps its
 * bytes. So does the record whose kind is not `flow`: it has no edits, no gaps.
 */
#ifndef GC_REMAP_H
#define GC_REMAP_H

#include "json/json.h"
#include "json/splice.h"
#include "record/map.h"
#include "remap/remap_gaps.h"
#include "remap/remap_lookups.h"
#include "remap/remap_names.h"
#include "remap/remap_places.h"

/* What a text that is searched for becomes: a string without its quotes, as JSON spells it. */
struct remap_form {
	uint32_t record;  /* in the map */
	uint32_t at, len; /* in `spelled` */
	bool changes;     /* false: the id stays */
	bool open;        /* no target is known */
};

struct remap {
	bool report; /* set it where remap_report() will be asked */

	/* for the caller, until the next remap_read() */
	bool flow; /* the record is a flow */
	struct splices edits;
	struct remap_gaps gaps;       /* .v: what the flow needs and the map leaves open */
	struct remap_names names;     /* .left: names that were left in expressions */
	struct remap_lookups lookups; /* .left: looked-up names that were left */
	struct remap_places places;

	/* the map, prepared */
	const struct map *map;
	struct idset ids;
	struct remap_form *forms; /* by index in ids */
	size_t nforms, forms_cap;
	struct buf spelled;
	size_t longest; /* of the ids, in bytes */
	struct buf plain;
	struct json_places places_of; /* what `plain` was decoded from */
};

/* clang-format off */
#define REMAP_INIT {.edits = SPLICES_INIT, .gaps = REMAP_GAPS_INIT, .names = REMAP_NAMES_INIT, \
	.lookups = REMAP_LOOKUPS_INIT, \
	.places = REMAP_PLACES_INIT, \
	.ids = IDSET_INIT, .spelled = BUF_INIT, .plain = BUF_INIT}
/* clang-format on */

void remap_start(struct remap *r, const struct map *map);
bool remap_read(struct remap *r, struct json *j, struct slice text);
void remap_release(struct remap *r);

#endif
