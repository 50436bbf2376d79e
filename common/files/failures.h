/*
 * failures.h - the file of --failed: the input records that failed, each with the reason. If it
 * is given to the same program, exactly these records are tried again.
 *
 *	{…the record as it came…,"error":{"status":404,"code":"not.found","message":"…",
 *	 "contextId":"…"}}
 *
 * An "error" from an earlier try is replaced. failures_close() or exit(3) makes the whole file
 * appear, an empty one if nothing failed, so that an old file never misleads. Until then the old
 * file stays, and may be the input. Only one can be open at a time. If the file cannot be
 * written, the program ends (74); at the close, the exit status is raised to 74.
 */
#ifndef GC_FAILURES_H
#define GC_FAILURES_H

#include "json/members.h"

struct failures {
	const char *path; /* NULL: no --failed, and all functions do nothing */
	FILE *spool;
	struct buf line;
};

/* Texts may be NULL; status 0: no HTTP status. */
struct failure {
	long status;
	const char *code, *message, *context;
};

void failures_open(struct failures *f, const char *path); /* kept, not copied */
void failures_add(struct failures *f, const struct members *m, const struct failure *why);
void failures_close(struct failures *f);

#endif
