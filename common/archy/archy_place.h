/*
 * archy_place.h - a place in the copy of a text (archy_copy.h), as bytes, as characters and as people
 * count. It only goes forward, so that a whole walk takes linear time.
 */
#ifndef GC_ARCHY_PLACE_H
#define GC_ARCHY_PLACE_H

#include "archy/archy_copy.h"

struct archy_place {
	size_t characters, at; /* of the copy */
	size_t line, column;   /* of the text */
};

extern const struct archy_place archy_place_start;

/* To so many characters, as libyaml counts. Its marks do not go back; if they did, from the start. */
void archy_place_go(
    struct archy_place *p, struct slice copy, const struct archy_marks *marks, size_t characters);

/* To a byte that is not before the place. */
void archy_place_go_byte(
    struct archy_place *p, struct slice copy, const struct archy_marks *marks, size_t at);

#endif
