/*
 * listed_types.h - the table of listable types: an org's objects and the endpoints that list them.
 *
 * Names are the manifest's (lower camelCase), paths and permissions the Platform API's
 * (/api/v2/docs/swagger). Types of the dependency vocabulary that no endpoint lists completely
 * (image, widget, nuanceMixBot, …) are not here: type_find() gives NULL, and the caller reports
 * it.
 */
#ifndef GC_LISTED_TYPES_H
#define GC_LISTED_TYPES_H

#include "json/members.h"

enum type_paging {
	TYPE_PAGES,      /* ?pageSize=&pageNumber= from 1; the answer has total and pageCount */
	TYPE_CURSOR,     /* ?pageSize=, then nextUri, cursors.after or cursor */
	TYPE_POST_PAGES, /* POST {"pageSize":,"pageNumber":}; like TYPE_PAGES */
	TYPE_POST_AFTER, /* POST {"pageSize":,"after":}; the answer has the next `after` */
	TYPE_ONE         /* a single answer */
};

enum { TYPE_EXTRAS = 4 };

struct type {
	const char *name;
	const char *path; /* "{}" stands for the parent's id; may hold a query */
	enum type_paging paging;
	long max_page;          /* elements; 0 for TYPE_ONE */
	const char *permission; /* needed to read; NULL: none, or not documented */
	const char *label;      /* the member that is the object's name; NULL: "name" */
	const char *label_in;   /* the member that contains that one, or NULL */
	const char *list;       /* the member that contains the page; NULL: "entities" */
	const char *parent;     /* each object of this type has a listing of its own; or NULL */
	const char *extra[TYPE_EXTRAS]; /* further members that are copied to object records */
};

/* The table, in the order in which `all` lists it; "flow" is the first. */
const struct type *type_table(size_t *n);

/* By name; every reference type of flows (flowtype.h) gives "flow". NULL: there is no listing. */
const struct type *type_find(struct slice name);

/* An object's name, as spelled in its listing. False: it has no name that is a string. */
bool type_find_name(const struct type *type, const struct members *m, struct member *name);

/* Append the type's path, with the parent's id (escaped) in its place. */
void type_path(const struct type *type, struct slice parent, struct buf *to);

#endif
