/*
 * listing.h - prove that a listing, read page by page, is complete. Pure: the caller reads the
 * pages.
 *
 * The org changes while it is listed: objects are added, removed, and move from page to page.
 * Answers may be short, or belong to another page. A listing is complete when the number of
 * distinct ids is equal to the server's total, and the total did not change while they were read.
 * Until then:
 *
 * 1. the pages are read once, in order, the first one alone (it tells how many there are);
 *    if the last page is full, one more is read, which must be empty: this detects a total that is too
 *    low;
 * 2. pages that were too short, or whose elements were all on other pages too,
 *    are read again, each at most LISTING_TRIES times, with a limit for all together;
 * 3. all pages are read again as long as there is something new, at most LISTING_PASSES times.
 *
 * A server's numbers may be wrong, and then the program must not read for ever. So a pass
 * requests at most twice the pages that follow from total and page size, and LISTING_EXTRA more.
 * A page count above the total is ignored. After LISTING_IDS ids no further page is
 * requested. If the total is not a number of elements, the listing
 * is not proved and not read again.
 *
 * If a server gives no total, its pages are complete when they were read without a repeat. One
 * error cannot be detected by counting: between two answers one object is removed and another is
 * added, so that a third one is missed although the total is the same.
 *
 *	listing_init(&l, 100);
 *	for (;;) {
 *		while (room for a request && listing_next(&l, &page))
 *			ask for the page;
 *		if (nothing is asked for)
 *			break;
 *		take the oldest answer;
 *		listing_begin(&l, page, &head);          // or listing_lost()
 *		for (each element)
 *			if (listing_add(&l, id))
 *				it is new;               // never true twice for one id
 *		listing_end(&l);
 *	}
 *	if (!listing_proved(&l, &why)) ...
 */
#ifndef GC_LISTING_H
#define GC_LISTING_H

#include "base/idset.h"

enum {
	LISTING_PASSES = 5,  /* over all pages */
	LISTING_TRIES = 4,   /* in each pass, for a page that looks wrong */
	LISTING_STALE = 2,   /* passes after the first without anything new, then it gives up */
	LISTING_LOST = 3,    /* pages that could not be read, then no more are requested */
	LISTING_EMPTY = 3,   /* empty pages in a row, then the pass ends */
	LISTING_BARREN = 10, /* pages in a row without anything new, then the pass ends */
	LISTING_EXTRA = 10,
	LISTING_PAGES = 100000,    /* in a pass, whatever the server says */
	LISTING_IDS = 2000000,     /* ids; far more than an org has of one type */
	LISTING_SIZE_MAX = 1 << 30 /* the most elements of a page that are accepted */
};

enum { LISTING_NONSENSE = -2 };

/* What a page says about the whole listing; -1: nothing. */
struct listing_head {
	long total; /* elements; LISTING_NONSENSE: not a valid number */
	long count; /* pages */
	long size;  /* elements of a full page, as the server applied it */
};

struct listing_mark {
	uint32_t pass, epoch; /* in which the id was last seen */
};

struct listing_retry {
	long page;
	unsigned tries;
};

struct listing {
	struct idset ids;           /* all ever seen */
	struct listing_mark *marks; /* by their index */
	size_t marks_cap;

	long size, total;      /* total: the newest one; -1: none */
	uint32_t pass, epoch;  /* an epoch is a time in which the total was the same */
	size_t distinct;       /* ids seen in this epoch */
	size_t repeats, fresh; /* of this pass: ids seen twice in it; ids seen for the first time */
	size_t lost, nameless; /* pages; elements without an id */
	size_t stale;          /* passes in a row without anything new */
	size_t empty, barren;  /* pages in a row */
	size_t open;           /* pages requested whose answers were not taken yet */
	long next, last;       /* the next page to request; the last page */
	long most;             /* of this pass; 0: not known yet */
	bool sweeping;         /* all pages in order; else those in `again` */
	bool nonsense;         /* the server's total is not a valid number */
	bool finished, proved;

	struct listing_retry *again; /* pages to be read again, in this order */
	size_t nagain, again_cap, again_asked, again_taken;

	long page; /* between listing_begin() and listing_end() */
	size_t elements, page_repeats;
};

void listing_init(struct listing *l, long size); /* size: elements requested per page */
void listing_release(struct listing *l);

/* The next page to request. False: none now (answers are missing), or none at all. */
bool listing_next(struct listing *l, long *page);

/* Begin with an answer. Pages are taken in the order in which listing_next() gave them. */
void listing_begin(struct listing *l, long page, const struct listing_head *head);
bool listing_add(struct listing *l, struct slice id); /* n = 0: the element has none */
void listing_end(struct listing *l);

/* The page could not be read. `beyond`: there is no such page, which ends the listing. */
void listing_lost(struct listing *l, long page);
bool listing_beyond(const struct listing *l, long page);

/* For a listing that is not read by page number: begin again from the start. */
void listing_restart(struct listing *l);

/* LISTING_IDS ids were seen: the server seems to give new ones for ever. */
bool listing_is_full(const struct listing *l);

/* At the end: whether the listing is complete; if not, the reason is appended to *why. */
bool listing_proved(const struct listing *l, struct buf *why);

#endif
