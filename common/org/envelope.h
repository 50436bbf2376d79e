/*
 * envelope.h - what a page of a listing says besides its elements: total, pageCount, pageSize, and
 * how the next page is named.
 *
 *	if (!envelope_read(&e, text, "entities", &why))
 *		the answer is no page
 *	use(e.elements);                     // the array, a slice of the text
 *	envelope_release(&e);
 *
 * The next page is named by nextUri, by a cursor (cursors.after, cursor or after), or by both.
 */
#ifndef GC_ENVELOPE_H
#define GC_ENVELOPE_H

#include "org/listing.h"

struct envelope {
	struct listing_head head;
	struct slice elements; /* "[…]" */
	struct buf uri;        /* of the next page: a path with its query; empty: none is named */
	struct buf cursor;     /* the same, as a cursor */
};

/* clang-format off */
#define ENVELOPE_INIT {{-1, -1, -1}, {NULL, 0}, BUF_INIT, BUF_INIT}
/* clang-format on */

/* False: the answer is no object, or has no array of that name and does not say "total": 0. */
bool envelope_read(struct envelope *e, struct slice text, const char *list, const char **why);
void envelope_release(struct envelope *e);

#endif
