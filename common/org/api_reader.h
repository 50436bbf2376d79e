/*
 * api_reader.h - asking for the pages of a listing, and what is in their answers. api.c's own.
 */
#ifndef GC_API_READER_H
#define GC_API_READER_H

#include "json/members.h"
#include "org/api.h"
#include "org/envelope.h"

/* A request for one page. */
struct reader_slot {
	struct call call;
	struct buf path, body;
	long page;
	bool done;
};

struct reader {
	struct api_list *to;
	struct listing listing;
	struct reader_slot slots[API_AHEAD]; /* a ring, in the order of asking */
	size_t first, open;
	bool any;           /* a page was read */
	int code;           /* of the first page that was not */
	struct buf trouble; /* what became of it */
	struct buf id;
	struct json outer, inner;
	struct members members;
};

void reader_init(struct reader *r, struct api_list *to);
void reader_release(struct reader *r);

/* Ask for a page by its number, in the next free slot; or for the one that `last` names. */
void reader_ask(struct reader *r, long page);
void reader_ask_next(struct reader *r, const struct envelope *last);

/* Until the answer is there. */
void reader_wait(struct reader *r, const struct reader_slot *s);

/* The answer as a page; false: it is lost, and the first one that is stays as code and trouble. */
bool reader_answer(struct reader *r, const struct reader_slot *s, struct envelope *e);

/* Between listing_begin() and listing_end(): hand on what is new. */
void reader_elements(struct reader *r, const struct envelope *e);

#endif
