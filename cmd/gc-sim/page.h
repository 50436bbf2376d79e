/*
 * page.h - one page of a listing, in the API's envelope: entities, pageSize, pageNumber, total,
 * pageCount and the five URIs, relative as the API's are (facts: GET /api/v2/flows).
 */
#ifndef SIM_PAGE_H
#define SIM_PAGE_H

#include "call.h"

struct page {
	size_t number, size; /* from 1; items a page */
	size_t total;        /* items there are */
	size_t claim;        /* items the answer says there are */
	size_t first, end;   /* the items of this page are those at [first, end) */
	size_t turn;         /* how far the listing has moved */
};

/*
 * Read pageNumber and pageSize (25; at most `max`) for a listing of `total` items. False when
 * they are no numbers or out of range: the answer is then the 400 that says so.
 */
bool page_read(struct call *c, struct page *page, size_t total, size_t max);

/* Which item stands at a place from `first` on. */
static inline size_t
page_item(const struct page *page, size_t at)
{
	return (at + page->turn) % page->total;
}

/* "entities":[ … and, after the elements, the rest of the object. */
struct buf *page_begin(struct call *c);
void page_finish(struct call *c, const struct page *page);

#endif
