/*
 * archy.h - what the files that bring a flow by its Archy YAML share.
 */
#ifndef PUT_ARCHY_H
#define PUT_ARCHY_H

#include "org/export_job.h"
#include "put.h"

/* An import job. */
struct import {
	char *id, *url;
	char *header[CALL_HEADERS + 1]; /* "Name: value" */
	size_t headers;
	bool succeeded;
	char *flow; /* Success: the flow's id, or "" */
};

struct archy {
	char *published;          /* the version that callers hear, "" or NULL: none */
	struct export_job export; /* of that version */
	struct buf unseen;        /* why it could not be compared; empty: it could */
	struct import import;
	unsigned waits; /* for a lock of this client's own */
	bool repeated;  /* the import is the second one */
};

void archy_free(struct archy *a); /* NULL is fine */

/* Append the record's YAML, decoded. */
void archy_text(const struct errand *e, struct buf *text);

/*
 * compare.c: have the version that is published exported and compare it with the record's YAML, as
 * text but for the kind of its line ends; then go on: facts.equal tells, or archy->unseen why not.
 */
void archy_compare(struct errand *e, errand_step *then);

/*
 * import.c: bring the record's YAML, then go on: archy->import tells how the job ended, e->why what
 * it said. What keeps the job from being seen to its end also ends the errand.
 *
 *	POST /api/v2/flows/jobs                       -> id, presignedUrl, headers
 *	PUT  presignedUrl                             the YAML, exactly those headers, no token
 *	GET  /api/v2/flows/jobs/{id}?expand=messages  until Success or Failure
 *
 * Registering a job does nothing yet, and uploading the same YAML twice leaves the same flow, so
 * both may be tried again.
 */
void import_flow(struct errand *e, errand_step *then);
void import_clear(struct import *job);

/*
 * substitution.c: warn, once a run, where the YAML holds {{key}}: the server takes that for a
 * substitution, of which it has no values, and lets the import fail.
 */
void substitution_warn(const struct errand *e);

#endif
