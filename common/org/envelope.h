/*
 * envelope.h - what a page of a listing contains besides its elements: total, pageCount,
 * pageSize, and the name of the next page.
 *
 *	if (!envelope_read(&e, text, "entities", &why))
 *		the answer is not a page
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
	struct buf uri;        /* the next page, as a path with query; empty: none */
	struct buf cursor;     /* the next page, as a cursor */
};

/* clang-format off */
#define ENVELOPE_INIT {{-1, -1, -1}, {NULL, 0}, BUF_INIT, BUF_INIT}
/* clang-format on */

/* False: the answer is not an object, or it has no array of that name and not "total": 0. */
bool envelope_read(struct envelope *e, struct slice text, const char *list, const char **why);
void envelope_release(struct envelope *e);

#endif
