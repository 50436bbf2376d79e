/*
 * import.h - one import job: registered, given its YAML, and watched to its end.
 *
 *	POST /api/v2/flows/jobs                       -> id, presignedUrl, headers
 *	PUT  presignedUrl                             the YAML, exactly those headers, no token
 *	GET  /api/v2/flows/jobs/{id}?expand=messages  until Success or Failure
 *
 * Registering a job does nothing yet, and uploading the same YAML twice leaves the same flow, so
 * both may be tried again.
 */
#ifndef PUT_IMPORT_H
#define PUT_IMPORT_H

#include "put.h"

enum { IMPORT_HEADERS = 32 };

struct import {
	char *id, *url;
	char *header[IMPORT_HEADERS + 1]; /* "Name: value" */
	size_t headers;
	bool succeeded;
	char *flow; /* Success: the flow's id, or "" */
};

/*
 * Bring the record's YAML, then go on: e->import tells how the job ended, e->why what it said. What
 * keeps the job from being seen to its end also ends the errand.
 */
void import_flow(struct errand *e, errand_step *then);

#endif
