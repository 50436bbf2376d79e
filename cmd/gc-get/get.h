/*
 * get.h - the run of gc-get: reads records ahead as far as the window allows, sends their requests,
 * writes what is done, and reports the result.
 *
 * The run sends no more requests if none can succeed (get_outcome.h). The remaining records go to
 * --failed.
 */
#ifndef GET_GET_H
#define GET_GET_H

#include "fetch.h"
#include "get_versions.h"
#include "org/session.h"

struct get_options {
	struct get_versions versions; /* of each flow */
	bool archy;
	bool no_rows, no_media, scripts; /* of objects */
	bool mask_headers;
	const char *have; /* a file, or NULL */
	size_t parallel;
	bool unordered;
	const char *failed; /* a file, or NULL */
};

void get_run(struct session *s, char *const *files, const struct get_options *o);

#endif
