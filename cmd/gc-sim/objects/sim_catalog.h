/*
 * sim_catalog.h - where each type of object is listed, and how.
 *
 * This is the other side of the wire from common/types.h, and not the same table on purpose: both
 * are read off the API, and a path that one of them has wrong is found where they meet.
 */
#ifndef SIM_CATALOG_H
#define SIM_CATALOG_H

#include "wire/route.h"

enum catalog_style {
	BY_NUMBER, /* ?pageSize=&pageNumber= */
	BY_CURSOR, /* ?pageSize=&after=, and nextUri */
	SEARCH,    /* POST {"pageSize":,"pageNumber":}; the items are "results" */
	BY_AFTER,  /* POST {"pageSize":,"after":}, and the next "after" */
	WHOLE      /* all in one answer */
};

struct catalog {
	struct route route;
	const char *type; /* of struct org_object; "division" is not among those */
	enum catalog_style style;
	size_t max;         /* items a page */
	const char *label;  /* the member that is the name, where it is not "name" */
	const char *parent; /* the type whose objects have a listing each, by the path's '*' … */
	const char *of;     /* … or by this query parameter */
};

const struct catalog *catalog_table(size_t *n);

/*
 * What a listing of its own needs and the org lacks: a library for the responses that manifests
 * name, a domain for the e-mail routes.
 */
void catalog_complete(struct sim *sim);

/* Whether `o` is listed below this parent: it names it, or names none and this is the first. */
bool catalog_belongs(
    const struct org *org, const struct catalog *c, const struct org_object *o, const char *id);

#endif
