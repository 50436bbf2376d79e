/* api_reader.h - request the pages of a listing and read the answers. Only api.c uses it. */
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

struct api_reader {
	struct api_list *to;
	struct listing listing;
	struct reader_slot slots[API_AHEAD]; /* a ring, in the order of the requests */
	size_t first, open;
	bool any;           /* a page was read */
	int code;           /* of the first page that could not be read */
	struct buf trouble; /* the reason */
	struct buf id;
	struct json outer, inner;
	struct members members;
};

void reader_init(struct api_reader *r, struct api_list *to);
void reader_release(struct api_reader *r);

/* Request a page by its number, in the next free slot; or the page that `last` names. */
void reader_ask(struct api_reader *r, long page);
void reader_ask_next(struct api_reader *r, const struct envelope *last);

/* Wait for the answer. */
void reader_wait(struct api_reader *r, const struct reader_slot *s);

/*
 * The answer as a page. False: it could not be read; code and trouble keep the first such
 * failure.
 */
bool reader_answer(struct api_reader *r, const struct reader_slot *s, struct envelope *e);

/* Between listing_begin() and listing_end(): give the new elements to the caller. */
void reader_elements(struct api_reader *r, const struct envelope *e);

#endif
