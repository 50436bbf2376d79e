/*
 * get_versions.h - which versions of each flow are wanted: one, several or all.
 */
#ifndef GET_GET_VERSIONS_H
#define GET_GET_VERSIONS_H

#include "http/call.h"
#include "json/members.h"

struct get_version {
	bool published;    /* the published one, whatever its number; */
	const char *named; /* else this one; NULL: the latest */
};

struct get_versions {
	struct get_version *v; /* empty if all */
	size_t n, cap;
	bool all;
	char *text; /* what `named` points into */
};

/*
 * Read "12", "11.0,latest,published" or "all". "12" is 12.0, as Architect shows it. Returns what is
 * wrong, static text, or NULL.
 */
const char *get_versions_parse(struct get_versions *to, const char *text);

/*
 * All versions of a flow, newest first, as the server lists them. False: they could not be listed, or
 * there are none, and `why` has the reason. The function waits, and other calls may end meanwhile.
 */
bool get_versions_list(
    struct get_versions *to, struct calls *calls, const struct members *flow, struct buf *why);

void get_versions_release(struct get_versions *v);

#endif
