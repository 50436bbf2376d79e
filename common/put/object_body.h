/*
 * object_body.h - the bodies of the requests that create and change an object. Pure.
 *
 * Values go out as the record and the target spell them; references as {"id":…}.
 *
 * Creation sends the table's members only, without late ones and without null: whether the server
 * takes null for "missing" is not known of every type. An emergency group is created disabled,
 * since it re-routes calls at once; a worktype without the statuses that the server would add.
 *
 * A PUT replaces the object and resets what it does not name, so it sends the target's own object,
 * less what is read-only, with only the chosen differences changed; `version` stays where the type
 * needs it. A PATCH sends the table's members that differ, whole.
 */
#ifndef GC_OBJECT_BODY_H
#define GC_OBJECT_BODY_H

#include "put/object_compare.h"

void object_body_create(const struct object_view *v, struct buf *b);

/* Which differences a change makes. */
enum object_choice {
	OBJECT_LACKING = 1, /* what the target lacks */
	OBJECT_EARLY = 2,   /* what differs and is not late */
	OBJECT_LATER = 4    /* what differs and is late */
};

/* Whether a difference is among the chosen ones. */
bool object_body_chosen(const struct object_difference *d, unsigned choice);

/* a: the record's; b: the target's. Whether a change can make them equal: a PATCH takes no member away. */
bool object_body_sends(
    const struct object_view *a, const struct object_view *b, const struct object_difference *d);

/* False: no difference is chosen, and nothing is appended. */
bool object_body_update(const struct object_view *a, struct object_view *b,
    const struct object_differences *d, unsigned choice, struct buf *to);

/*
 * A configuration of a data action with its templates in it, as requests want them: `request` and
 * `success` are JSON strings, or empty where there is none. False: it has them already, or there
 * are none, and nothing is appended.
 */
bool object_body_inline(
    struct slice configuration, struct slice request, struct slice success, struct buf *to);

#endif
