/*
 * archy.h - gc-get --archy: a flow as Archy YAML, which the server makes (an export job).
 *
 *	POST /api/v2/flows/export/jobs                        one flow a job -> id
 *	GET  /api/v2/flows/export/jobs/{id}?expand=messages   until Success or Failure
 *	GET  downloadUrl                                      the YAML; signed, so without the token
 *
 * Several flows in one job would come as a ZIP archive; one flow comes as its file. The job is
 * looked at first when jobs have lately been done, then at growing intervals. A job that fails
 * because there are too many (it says that the flow cannot be found, and that Archy ended with 107)
 * is registered again after a while, and so is one whose signed URL does not work.
 */
#ifndef GET_ARCHY_H
#define GET_ARCHY_H

#include "call.h"

enum archy_step { ARCHY_REGISTER, ARCHY_LOOK, ARCHY_FETCH };

struct archy_job {
	enum archy_step step;
	struct slice id, version; /* of the flow; version empty: the server's choice */
	struct buf body;          /* what registers the job */
	struct buf path;          /* of the call under way */
	struct buf job;           /* its id */
	int64_t registered;       /* clock_ms() */
	int64_t pause;            /* before the next look */
	unsigned tries;           /* jobs registered */
	struct buf problem;       /* why there is no YAML, where the call does not say */
};

/* Put the first question into c. id and version are borrowed for as long as the job. */
void archy_start(struct archy_job *a, struct call *c, struct slice id, struct slice version);

enum archy_progress {
	ARCHY_GOES_ON, /* the next question is in c, to be submitted */
	ARCHY_DONE,    /* the YAML is c's body */
	ARCHY_FAILED   /* for the reason in a->problem, or where that is empty, in c */
};

/* c is done. */
enum archy_progress archy_next(struct archy_job *a, struct call *c);

void archy_release(struct archy_job *a);

#endif
