/*
 * api.h - read a whole listing of the API: paging, several pages at a time, and the proof that it
 * is complete.
 *
 *	struct api_list l = {.calls = calls, .type = type, .page_size = 100, .element = mine};
 *	api_list(&l);                    // calls mine() once for each distinct element
 *	if (l.code != 0)
 *		complain(l.why.p);
 *	api_list_release(&l);
 *
 * Elements are given in the order of the server's pages; those found by a second reading come
 * last.
 */
#ifndef GC_API_H
#define GC_API_H

#include "http/call.h"
#include "record/listed_types.h"

enum { API_AHEAD = 4 }; /* pages at a time; session_options.parallel should allow as many */

struct api_list {
	/* The request. */
	struct calls *calls;
	const struct type *type;
	struct slice parent; /* the id for "{}" in the type's path */
	const char *query;   /* further query, escaped: "deleted=true&type=bot"; or NULL */
	long page_size;      /* limited to the type's maximum */
	void (*element)(void *user, struct slice id, struct slice element); /* the id decoded */
	void *user;

	/* The progress, also during the reading. */
	size_t found; /* distinct elements */
	long total;   /* the server's; -1: it gives none */

	/*
	 * The answer: 0, complete; EXIT_PARTIAL, what was found is not proved to be all; or the
	 * exit code of the call that failed, and nothing was found. `why` is then the reason as
	 * text.
	 */
	int code;
	struct buf why;
};

void api_list(struct api_list *l);
void api_list_release(struct api_list *l);

#endif
