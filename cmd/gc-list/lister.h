/*
 * lister.h - list type after type, write the records, and sum up how it went.
 */
#ifndef LIST_LISTER_H
#define LIST_LISTER_H

#include "filter.h"
#include "org/session.h"
#include "list_versions.h"

struct lister {
	struct calls *calls;
	const char *org;
	const struct filter *filter;
	long page_size;
	struct versions *versions; /* collect flows there instead of writing them; or NULL */

	size_t listed;   /* types of which anything could be read, be it nothing */
	int failed;      /* the exit code of the first type that could not be read; 0: none */
	bool incomplete; /* a listing is not proved */
	size_t unasked;  /* types that came after calls_stopped() */
	size_t written;  /* records */
};

/* List one type: records to stdout, troubles to stderr. */
void lister_list(struct lister *l, const struct type *type);

/* Let the exit status say it: all, some, or none of it. */
void lister_conclude(const struct lister *l);

#endif
