/*
 * archy_import.h - one import job, which brings the record's YAML.
 *
 *	POST /api/v2/flows/jobs                       -> id, presignedUrl, headers
 *	PUT  presignedUrl                             the YAML, exactly those headers, no token
 *	GET  /api/v2/flows/jobs/{id}?expand=messages  until Success or Failure
 *
 * Registering a job does nothing yet, and uploading the same YAML twice leaves the same flow, so
 * both may be tried again.
 */
#ifndef PUT_ARCHY_IMPORT_H
#define PUT_ARCHY_IMPORT_H

#include "run/put_flow.h"

struct archy_import {
	struct put_flow *flow;
	struct task_next then;
	char *id, *url;
	char *header[CALL_HEADERS + 1]; /* "Name: value" */
	size_t headers;
	unsigned polls, tries;

	/* How it ended. */
	bool succeeded;
	char *flow_id;   /* Success: the flow's id, or "" */
	struct buf said; /* the job's messages */
};

/* Goes on when the job has ended. What prevents seeing that ends the flow. */
void archy_import_start(struct archy_import *job, struct put_flow *f, task_step *then, void *self);
void archy_import_release(struct archy_import *job);

#endif
