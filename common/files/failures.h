/*
 * failures.h - the file of --failed: the input records that failed, each with the reason, so that
 * giving the file to the same program tries exactly those again.
 *
 *	{…the record as it came…,"error":{"status":404,"code":"not.found","message":"…",
 *	 "contextId":"…"}}
 *
 * An "error" that the record brought along from an earlier try is replaced. The file appears whole
 * by failures_close() or exit(3), also when nothing failed (empty), so that an old one never
 * misleads; until then an old one stays, and may be the input. One can be open at a time. A file
 * that cannot be written ends the program (74), or at its close raises the status to that.
 */
#ifndef GC_FAILURES_H
#define GC_FAILURES_H

#include "json/members.h"

struct failures {
	const char *path; /* NULL: none was asked for, and all below does nothing */
	FILE *spool;
	struct buf line;
};

/* Texts may be NULL; status 0: there was none. */
struct failure {
	long status;
	const char *code, *message, *context;
};

void failures_open(struct failures *f, const char *path); /* kept, not copied */
void failures_add(struct failures *f, const struct members *m, const struct failure *why);
void failures_close(struct failures *f);

#endif
