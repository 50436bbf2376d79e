/*
 * hits.h - the strings of a container that may have a UUID in them, and the containers around each.
 *
 *	json_hits_start(&h, container);          // checked JSON, a part of the text of `from`
 *	while (json_hits_next(&h))
 *		...                              // h.token; json_hits_key(&h, 0): its member's name
 *	json_hits_release(&h);
 *
 * It does not read token by token: it looks at 64 bytes at once for hyphens at the distances that
 * a UUID has, and follows the brackets. Names of members that look like UUIDs are hits as well
 * (json_hits_is_name()). A string is a hit once. A UUID that is spelled with escapes is not found:
 * if there are escapes that spell letters, digits, hyphens or underscores, `spelled` is set and
 * the search ends.
 */
#ifndef GC_HITS_H
#define GC_HITS_H

#include "base/buf.h"

enum { HITS_BLOCK = 64, HITS_BEHIND = 32 };

/* A container around the hit. */
struct json_hits_open {
	const char *at; /* its bracket */
	uint32_t index; /* the number of commas in it before the hit */
};

struct json_hits {
	struct slice token;          /* the string, without its quotes */
	struct json_hits_open *open; /* the containers, from open[1] on, the outermost first; */
	size_t depth;                /* and their number */
	bool spelled;

	const char *from, *end;                        /* of the text; of the container */
	const char *p;                                 /* the block, */
	uint64_t opens, closes, commas, quotes, found; /* and what of it is not read yet, as bits */
	uint64_t inside, escaped;                      /* into the next block: json_brackets.h */
	const char *quote,
	    *after; /* the last opening quote before the block; behind the last hit */
	size_t cap;
	char last[HITS_BLOCK + HITS_BEHIND]; /* the last bytes, when there are fewer */
};

#define JSON_HITS_INIT       \
	{                    \
		.open = NULL \
	}

/* The container is `length` bytes at `at` of the text. */
void json_hits_start(struct json_hits *h, struct slice text, size_t at, size_t length);
bool json_hits_next(struct json_hits *h);
void json_hits_release(struct json_hits *h);

/* Whether the hit is a member's name. */
bool json_hits_is_name(const struct json_hits *h);

/*
 * The name, as spelled, of the member that is the hit (up = 0) or the container that is `up` levels
 * around it, up to h->depth. Empty: it is an element.
 */
struct slice json_hits_key(const struct json_hits *h, size_t up);

/* Append the JSON Pointer of the hit in the container, without the container's own. */
void json_hits_pointer(const struct json_hits *h, struct buf *b);

#endif
