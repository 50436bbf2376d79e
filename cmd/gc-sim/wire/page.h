/*
 * page.h - one page of a listing, in the API's envelope: entities, pageSize, pageNumber, total,
 * pageCount and the five URIs, relative as the API's are (facts: GET /api/v2/flows).
 */
#ifndef SIM_PAGE_H
#define SIM_PAGE_H

#include "wire/request.h"

struct page {
	size_t number, size; /* from 1; items a page */
	size_t total;        /* items there are */
	size_t claim;        /* items the answer says there are */
	size_t first, end;   /* the items of this page are those at [first, end) */
	size_t turn;         /* how far the listing has moved */
};

enum { PAGE_CURSOR_SIZE = 32 };

/*
 * Read which page of a listing of `total` items is asked for: by pageNumber and pageSize (25; at
 * most `max`), or by after and pageSize; from the query, or from the members of the body. False
 * when these are no numbers or out of range: the answer is then the 400 that says so.
 */
bool page_read(struct request *rq, struct page *page, size_t total, size_t max);
bool page_read_cursor(struct request *rq, struct page *page, size_t total, size_t max);
bool page_read_body(struct request *rq, struct page *page, size_t total, size_t max);
bool page_read_body_cursor(struct request *rq, struct page *page, size_t total, size_t max);
void page_whole(struct request *rq, struct page *page, size_t total); /* all on one page */

/* Which item stands at a place from `first` on. */
static inline size_t
page_item(const struct page *page, size_t at)
{
	return (at + page->turn) % page->total;
}

/*
 * Begin the answer: a 200, and the list of this name ("entities"). The caller adds the items and "]".
 */
struct buf *page_start(struct request *rq, const char *name);

/* What a listing says besides its items: most say all, some only part. */
enum page_envelope {
	PAGE_ALL,    /* pageSize, pageNumber, total, pageCount and the URIs */
	PAGE_COUNTS, /* no URIs */
	PAGE_TOTAL   /* total and selfUri */
};

/* After "entities":[…]: the rest of the object. */
void page_finish(struct request *rq, const struct page *page, enum page_envelope envelope);

void page_cursor(const struct page *page, char after[PAGE_CURSOR_SIZE]); /* the next `after` */

#endif
