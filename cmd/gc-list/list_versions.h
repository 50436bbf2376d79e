/*
 * list_versions.h - the versions of flows, as records:
 *
 *	{"kind":"version","org":"…","flow":{"id","name","type"},"version":"12.0","type":"PUBLISH",
 *	 "date":"2026-11-22T10:00:00.123Z","by":{"id":"…","name":"…"}}
 *
 * The date is that of the type: of the publishing, the check-in or the save. If the server does not
 * name the author, the name is asked for once per user.
 */
#ifndef LIST_VERSIONS_H
#define LIST_VERSIONS_H

#include "base/idset.h"
#include "http/call.h"
#include "json/members.h"

struct versions_flow {
	char *id, *name, *type;
	bool deleted;
};

struct versions {
	struct calls *calls;
	const char *org;
	long page_size;

	struct versions_flow *v; /* in the order in which they came */
	size_t n, cap;
	struct idset users; /* whose names were asked for */
	char **names;       /* by index; "": not known */
	size_t names_cap;
	size_t listed; /* flows */
	int failed;    /* the exit code of the first flow that could not be read; 0: none */
};

/* Add the flow that a record or the element of a listing describes. */
void versions_add(struct versions *v, const struct members *m);

/* Add the flows of files of records; "-" is stdin. */
void versions_read(struct versions *v, char *const *files);

/* List the versions of each flow, newest first as the server has them. The exit status tells. */
void versions_list(struct versions *v);
void versions_release(struct versions *v);

#endif
