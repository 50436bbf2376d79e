/*
 * sim_catalog.h - where each type of object is listed, and how.
 *
 * The clients have their own table (record/listed_types.h). There are two on purpose: both follow the
 * API, so a wrong path in one of them makes a test fail.
 */
#ifndef SIM_CATALOG_H
#define SIM_CATALOG_H

#include "wire/page.h"
#include "wire/route.h"

enum catalog_style {
	BY_NUMBER, /* ?pageSize=&pageNumber= */
	BY_CURSOR, /* ?pageSize=&after=, and nextUri */
	SEARCH,    /* POST {"pageSize":,"pageNumber":}; the items are "results" */
	BY_AFTER,  /* POST {"pageSize":,"after":}, and the next "after" */
	WHOLE      /* all in one answer */
};

struct sim_catalog {
	struct route route;
	const char *type; /* of struct org_object; "division" is not among those */
	enum catalog_style style;
	size_t max;           /* items a page */
	const char *label;    /* the member that is the name, where it is not "name" … */
	const char *label_in; /* … and the member that holds that one */
	const char *parent; /* the type whose objects have a listing each, by the path's '*' … */
	const char *of;     /* … or by this query parameter */
	const char *inner;  /* a member of the objects that names the parent and is not sent */
	enum page_envelope envelope;
	const char *searched; /* sim_search.h judges the body; the answer calls the type so */
};

const struct sim_catalog *catalog_table(size_t *n);

/*
 * Add the parents that listings need and the org does not have: a library for responses, a domain
 * for e-mail routes.
 */
void catalog_complete(struct sim *sim);

/* Whether `o` is listed below this parent: the one that it names, else the first of the type. */
bool catalog_belongs(
    const struct org *org, const struct sim_catalog *c, const struct org_object *o, const char *id);

#endif
