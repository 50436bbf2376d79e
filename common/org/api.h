/*
 * api.h - listings of the API, read whole: their paging, several pages under way, the proof.
 *
 *	struct api_list l = {.calls = calls, .type = type, .page_size = 100, .element = mine};
 *	api_list(&l);                    // calls mine() once for each distinct element
 *	if (l.code != 0)
 *		complain(l.why.p);
 *	api_list_release(&l);
 *
 * Elements come in the order of the server's pages, those of a second reading at the end.
 */
#ifndef GC_API_H
#define GC_API_H

#include "http/call.h"
#include "record/types.h"

enum { API_AHEAD = 4 }; /* pages under way; session_options.parallel should allow them */

struct api_list {
	/* The question. */
	struct calls *calls;
	const struct type *type;
	struct slice parent; /* the id for "{}" in the type's path */
	const char *query;   /* further query, escaped: "deleted=true&type=bot"; or NULL */
	long page_size;      /* at most the type's own maximum is asked for */
	void (*element)(void *user, struct slice id, struct slice element); /* the id decoded */
	void *user;

	/* As far as it is known, also while it is read. */
	size_t found; /* distinct elements */
	long total;   /* the server's; -1: it tells none */

	/*
	 * The answer: 0, complete; EXIT_PARTIAL, what was found is not proved to be all; or the
	 * exit code of the call that failed, and nothing was found. `why` is then said in words.
	 */
	int code;
	struct buf why;
};

void api_list(struct api_list *l);
void api_list_release(struct api_list *l);

#endif
