/*
 * hits.h - the places in a container that may have a UUID, and what is around each.
 *
 *	json_hits_start(&h, text, at, length);   // checked JSON, a part of the text
 *	while (json_hits_next(&h))
 *		if (*h.at != '[' && uuid_is(slice_of(h.at, UUID_LEN)))
 *			...                      // json_hits_string(&h): the string around it
 *	json_hits_release(&h);
 *
 * It does not read token by token: it looks at 64 bytes at once for two hyphens that are as far
 * apart as the first and the last one of a UUID. So a place is what may be a UUID. If it is one, it
 * is in a string, which may be the name of a member (json_hits_is_name()). The other places are the
 * opening brackets of arrays, and the same characters in strings.
 *
 * A UUID that is spelled with escapes is not found: if there are escapes that spell letters,
 * digits, hyphens or underscores, `spelled` is set and the search ends.
 */
#ifndef GC_HITS_H
#define GC_HITS_H

#include "base/buf.h"

enum { HITS_BLOCK = 64, HITS_BEHIND = 32, HITS_UUID = 36, HITS_PLACES = 256 };

/* A container around the place. */
struct json_hits_open {
	const char *at; /* its bracket */
	uint32_t index; /* the number of commas in it before the place */
};

/* Brackets and commas of a block, as bits. */
struct json_hits_marks {
	uint64_t open, close, comma;
};

struct json_hits {
	const char *at;     /* the place: 36 bytes, or a bracket */
	struct slice token; /* the string of json_hits_string(), without its quotes */
	bool spelled;

	/* after json_hits_around() */
	struct json_hits_open *open; /* the containers, from open[1] on, the outermost first; */
	size_t depth;                /* and their number */

	const char *from, *end;      /* of the text; of the container */
	const char *p;               /* the block that is searched next */
	const char *after;           /* behind the last string */
	const char *block;           /* the block up to which brackets were followed, */
	struct json_hits_marks left; /* and what of it is left */
	uint64_t inside, escaped;    /* into the next block: json_brackets.h */
	size_t cap;
	size_t next, nplaces;                /* of the places that were found */
	uint32_t places[HITS_PLACES];        /* in the text */
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

/* The string around the place, which is a UUID. The next place is behind it. */
struct slice json_hits_string(struct json_hits *h);

/* Whether that string is a member's name. */
bool json_hits_is_name(const struct json_hits *h);

/*
 * The name, as spelled, of the member whose value begins at p. Empty: it is an element, or the name
 * is empty. If p is a bracket in a string, the result is empty or ends in a backslash.
 */
struct slice json_hits_name(const struct json_hits *h, const char *p);

/* Follow the brackets up to the place. Each is followed once, however often this is called. */
void json_hits_around(struct json_hits *h);

/*
 * After json_hits_around(): the name, as spelled, of the member that is the last string (up = 0) or
 * the container that is `up` levels around it, up to h->depth. Empty: it is an element.
 */
struct slice json_hits_key(const struct json_hits *h, size_t up);

/* Append the JSON Pointer of the last string in the container, without the container's own. */
void json_hits_pointer(struct json_hits *h, struct buf *b);

#endif
