/*
 * get.h - the run of gc-get: reads records ahead as far as the window allows, keeps their calls
 * under way, writes what is done, and tells how it went.
 *
 * The run stops asking where nothing more can succeed: no token is to be had, or the service did
 * not answer anybody for as long as one call was tried. What is left then goes to --failed unasked.
 */
#ifndef GET_GET_H
#define GET_GET_H

#include "flight.h"
#include "org/session.h"

struct get_options {
	bool published;
	const char *version; /* or NULL */
	bool archy;
	const char *have; /* a file, or NULL */
	size_t parallel;
	bool unordered;
	const char *failed; /* a file, or NULL */
};

void get_run(struct session *s, char *const *files, const struct get_options *o);

#endif
