/*
 * filter.h - which of the listed flows and objects are wanted.
 *
 * What the server can filter by it is asked to, and every answer is looked at again here: how it
 * matches a name is not documented, and what it does not know it may ignore.
 */
#ifndef LIST_FILTER_H
#define LIST_FILTER_H

#include "cli/cli.h"
#include "json/members.h"
#include "record/select.h"
#include "record/listed_types.h"

struct filter {
	struct cli_list flow_types; /* none: all */
	const char *name;           /* a glob, or NULL */
	const char *division;       /* its name or id, or NULL */
	bool deleted, published;    /* deleted ones too; only ones that are published */
	struct select *select;      /* on the record; or NULL */
};

/* Append the query for a listing of flows: "type=bot&deleted=true". */
void filter_query(const struct filter *f, struct buf *query);

/* Whether an element of a listing, with these members, passes (all but --select). */
bool filter_admits(const struct filter *f, const struct type *type, const struct members *m);

/* The object's name, decoded into b; empty where it has none. */
struct slice filter_name(const struct type *type, const struct members *m, struct buf *b);

#endif
