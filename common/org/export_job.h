/*
 * export_job.h - get flows as Archy YAML from the server, with an export job for one flow or
 * several.
 *
 *	POST /api/v2/flows/export/jobs                        the flows, each with a file name -> id
 *	GET  /api/v2/flows/export/jobs/{id}?expand=messages   until Success or Failure
 *	GET  downloadUrl                                      signed, so without the token
 *
 *	struct export_job job = EXPORT_JOB_INIT;
 *	struct call c = {.user = mine};
 *	export_job_add(&job, id, version);
 *	export_job_start(&job, &c, api);
 *	do
 *		call_fetch(calls, &c);
 *	while (export_job_next(&job, &c) == EXPORT_GOES_ON);
 *	if (job.flows[0].state == EXPORT_GOT)
 *		use(job.flows[0].yaml);
 *	export_job_release(&job);
 *
 * The first poll is after the time that similar jobs took recently; then the intervals grow. A
 * job that fails because there are too many jobs (it says that a flow cannot be found, and that
 * Archy ended with 107) is registered again later. If the signed URL does not work, the job is
 * polled once more, which gives a new URL, and then registered again.
 *
 * One flow is returned as its file, several as a ZIP archive, which is read in memory
 * (archive.h). A job of several flows does not say which of them failed, and a server need not
 * accept several. So if it is refused, fails, or returns an archive without some of the flows,
 * the caller requests these flows again, each in a job of its own, which gives a reason of its
 * own.
 */
#ifndef GC_EXPORT_JOB_H
#define GC_EXPORT_JOB_H

#include "http/call.h"

enum export_state {
	EXPORT_OPEN,  /* under way */
	EXPORT_GOT,   /* its YAML is here */
	EXPORT_ALONE, /* failed in a job of several; a job of its own may work */
	EXPORT_FAILED /* because of the job's problem or, if that is empty, of the call's failure */
};

struct export_flow {
	struct slice id, version; /* borrowed; version empty: the server decides */
	enum export_state state;
	struct buf yaml; /* EXPORT_GOT: UTF-8, not empty; the caller may take it out */
};

enum export_step { EXPORT_REGISTER, EXPORT_LOOK, EXPORT_FETCH };

struct export_job {
	struct export_flow *flows;
	size_t n, cap;
	int64_t *usual; /* ms that similar jobs take; the caller's variable, at first 0, or NULL */

	/* How it ended. */
	bool refused;       /* the server does not accept or return several flows in one job */
	struct buf problem; /* why flows are missing, if the call has no failure */

	/* Used by the job only. */
	const char *api;
	enum export_step step;
	struct buf body;    /* the request that registers the job */
	struct buf path;    /* of the call under way */
	struct buf id;      /* the server's */
	int64_t registered; /* clock_ms() */
	int64_t pause;      /* before the next look */
	unsigned tries;     /* jobs registered */
	bool renewed;       /* a new URL of the current job was requested */
};

/* clang-format off */
#define EXPORT_JOB_INIT {.flows = NULL}
/* clang-format on */

/* Before the start. Returns the flow's index; a flow that is already in the job keeps its index. */
size_t export_job_add(struct export_job *j, struct slice id, struct slice version);

/*
 * Put the first request into c, for the caller to submit; c's done and user are the caller's.
 * `api` is the API's base URL, kept, not copied: it decides which download URLs may be followed
 * (url_may_follow()).
 */
void export_job_start(struct export_job *j, struct call *c, const char *api);

enum export_progress {
	EXPORT_GOES_ON, /* the next request is in c, to be submitted */
	EXPORT_ENDED    /* each flow's state has its result */
};

/* c is done. */
enum export_progress export_job_next(struct export_job *j, struct call *c);

void export_job_release(struct export_job *j);

#endif
