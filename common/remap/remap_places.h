/*
 * remap_places.h - the strings of a record that a rewrite may change, and where they are.
 *
 * If a report is wanted, remap.c stores them in the order of the record, so that remap_report.c
 * need not read the record again.
 */
#ifndef GC_REMAP_PLACES_H
#define GC_REMAP_PLACES_H

#include "json/hits.h"
#include "json/json.h"

struct remap_place {
	size_t at, len;              /* the token's bytes in the record, without its quotes */
	size_t pointer, pointer_len; /* its JSON Pointer, in `pointers` */
	bool number;                 /* it is not a string */
};

struct remap_places {
	struct remap_place *v;
	size_t n, cap;
	struct buf pointers;
};

/* clang-format off */
#define REMAP_PLACES_INIT {NULL, 0, 0, BUF_INIT}
/* clang-format on */

/* The string of a hit in the last value, a container. */
void remap_places_add_hit(struct remap_places *p, const struct json *j, struct json_hits *hit);

/* The last token. */
void remap_places_add(struct remap_places *p, const struct json *j, bool number);

/*
 * A token inside the last value, or that value: of this member (NULL: itself), for the pointer.
 */
void remap_places_add_member(
    struct remap_places *p, const struct json *j, struct slice token, const char *member);

/* After some were added out of order: sort them by their place in the record, each once. */
void remap_places_sort(struct remap_places *p);

void remap_places_clear(struct remap_places *p); /* before a record */
void remap_places_release(struct remap_places *p);

#endif
