/*
 * listing.h - the proof that a listing, read page by page, is complete. Pure: the caller reads.
 *
 * The org lives on while it is listed: objects come, go and move from page to page, and answers
 * may be short or be another page's. A listing counts as complete when as many distinct ids were
 * seen as the server says there are, all of them while it said that same number. Until then:
 *
 * 1. the pages are read once, in order, the first one alone (it tells how many there are);
 *    where the last page is full, one more is read, which must be empty: so a total that is too
 *    low is found out;
 * 2. pages that were shorter than they should be, or that showed nothing but what other pages had
 *    shown, are read again, each LISTING_TRIES times at most, and not too many in all;
 * 3. all pages are read again, as long as that shows something new, LISTING_PASSES times at most.
 *
 * A server's numbers may be nonsense, and then they must not keep a program reading: a pass asks for
 * no more than twice the pages that total and page size allow, and LISTING_EXTRA; a page count above
 * the total is ignored; after LISTING_IDS ids no further page is asked for; a total that is no count is never proved, and is not read twice.
 *
 * A server that tells no total is taken at its word: its pages, read without a repeat, are all.
 * What no count can show: between two answers one object goes and another comes, and so a third
 * one slips past on a listing that says the same number as before.
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
	LISTING_TRIES = 4,   /* in each pass, for a page that does not look right */
	LISTING_STALE = 2,   /* passes after the first that show nothing new, and it is given up */
	LISTING_LOST = 3,    /* lost pages, and no more are asked for */
	LISTING_EMPTY = 3,   /* empty pages one after the other, and the pass ends */
	LISTING_BARREN = 10, /* pages one after the other with nothing new, and it ends as well */
	LISTING_EXTRA = 10,
	LISTING_PAGES = 100000,    /* in a pass, whatever the server says */
	LISTING_IDS = 2000000,     /* far more than an org has of one type */
	LISTING_SIZE_MAX = 1 << 30 /* elements of a page that are believed */
};

enum { LISTING_NONSENSE = -2 };

/* What a page says of the whole; -1: it does not. */
struct listing_head {
	long total; /* elements; LISTING_NONSENSE: what it says is no count */
	long count; /* pages */
	long size;  /* elements of a full page, as the server applied it */
};

struct listing_mark {
	uint32_t pass, epoch; /* in which the id was seen last */
};

struct listing_retry {
	long page;
	unsigned tries;
};

struct listing {
	struct idset ids;           /* all ever seen */
	struct listing_mark *marks; /* by their index */
	size_t marks_cap;

	long size, total;      /* total: as last said; -1: not said */
	uint32_t pass, epoch;  /* an epoch is a time in which the total was the same */
	size_t distinct;       /* ids seen in this epoch */
	size_t repeats, fresh; /* of this pass: ids seen in it before; never seen before */
	size_t lost, nameless; /* pages; elements without an id */
	size_t stale;          /* passes one after the other with nothing new */
	size_t empty, barren;  /* pages one after the other */
	size_t open;           /* pages asked for and not taken */
	long next, last;       /* the next page to ask for, the last one there is */
	long most;             /* of this pass; 0: not known yet */
	bool sweeping;         /* all pages in order; else those in `again` */
	bool nonsense;         /* the server said a total that is no count */
	bool finished, proved;

	struct listing_retry *again; /* pages to be read again, in this order */
	size_t nagain, again_cap, again_asked, again_taken;

	long page; /* between listing_begin() and listing_end() */
	size_t elements, page_repeats;
};

void listing_init(struct listing *l, long size); /* size: elements asked for a page */
void listing_release(struct listing *l);

/* Which page to ask for; false: none now (answers are awaited), or none any more. */
bool listing_next(struct listing *l, long *page);

/* An answer. Pages are taken in the order in which they were given by listing_next(). */
void listing_begin(struct listing *l, long page, const struct listing_head *head);
bool listing_add(struct listing *l, struct slice id); /* n = 0: the element has none */
void listing_end(struct listing *l);

/* The page cannot be had; or there is no such page, which ends the listing where `beyond`. */
void listing_lost(struct listing *l, long page);
bool listing_beyond(const struct listing *l, long page);

/* For a listing that is read in another way than by page number: begin once more from its start. */
void listing_restart(struct listing *l);

/* LISTING_IDS ids were seen: the server seems to have no end of them. */
bool listing_is_full(const struct listing *l);

/* At the end: whether the listing is complete; if not, *why gets the reason appended. */
bool listing_proved(const struct listing *l, struct buf *why);

#endif
