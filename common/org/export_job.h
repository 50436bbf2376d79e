/*
 * export_job.h - flows as Archy YAML, which the server makes: an export job of one flow or several.
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
 * The job is looked at first when jobs like it have lately been done, then at growing intervals.
 * One that fails because there are too many (it says that a flow cannot be found, and that Archy
 * ended with 107) is registered again after a while. One whose signed URL does not work is looked at
 * once more, which gives a new URL, and then registered again.
 *
 * One flow comes as its file, several as a ZIP archive, which is read in memory (archive.h). A job
 * of several flows does not tell which of them it failed for, and a server need not take several.
 * So where it is refused, or fails, or its archive lacks some, these flows are left to be asked for
 * again, each in a job of its own, which has a reason of its own.
 */
#ifndef GC_EXPORT_JOB_H
#define GC_EXPORT_JOB_H

#include "http/call.h"

enum export_state {
	EXPORT_OPEN,  /* under way */
	EXPORT_GOT,   /* here it is */
	EXPORT_ALONE, /* not got; a job of its own may tell more */
	EXPORT_FAILED /* for the job's problem, or where that is empty, for what the call says */
};

struct export_flow {
	struct slice id, version; /* borrowed; version empty: the server's choice */
	enum export_state state;
	struct buf yaml; /* EXPORT_GOT: UTF-8, not empty; the caller may take it out */
};

enum export_step { EXPORT_REGISTER, EXPORT_LOOK, EXPORT_FETCH };

struct export_job {
	struct export_flow *flows;
	size_t n, cap;
	int64_t *usual; /* ms that jobs like this one take; the caller's, from 0, or NULL */

	/* How it ended. */
	bool refused;       /* the server takes, or gives, no several flows in one job */
	struct buf problem; /* why not all is got, where the call does not say */

	/* Its own. */
	const char *api;
	enum export_step step;
	struct buf body;    /* what registers the job */
	struct buf path;    /* of the call under way */
	struct buf id;      /* the server's */
	int64_t registered; /* clock_ms() */
	int64_t pause;      /* before the next look */
	unsigned tries;     /* jobs registered */
	bool renewed;       /* the present one's URL was asked for again */
};

/* clang-format off */
#define EXPORT_JOB_INIT {.flows = NULL}
/* clang-format on */

/* Before the start. Returns the flow's index: the former one where it is in the job already. */
size_t export_job_add(struct export_job *j, struct slice id, struct slice version);

/*
 * Put the first question into c, to be submitted; c's done and user are the caller's. `api` is the
 * API's base URL, kept: it decides which download URLs may be followed (url_may_follow()).
 */
void export_job_start(struct export_job *j, struct call *c, const char *api);

enum export_progress {
	EXPORT_GOES_ON, /* the next question is in c, to be submitted */
	EXPORT_ENDED    /* each flow's state tells */
};

/* c is done. */
enum export_progress export_job_next(struct export_job *j, struct call *c);

void export_job_release(struct export_job *j);

#endif
