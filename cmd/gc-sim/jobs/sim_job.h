/*
 * sim_job.h - export, import and validation jobs: registered, then started, then done or failed.
 *
 *	Registered for the first half of the time that jobs take, Started for the other, and then
 *	Success or Failure; an import job is Registered until its file is uploaded.
 *
 * Files go by signed URLs below /storage/, as to another service: without a token (one that
 * is sent is an error), with the headers that were given, and only for a while.
 */
#ifndef SIM_JOB_H
#define SIM_JOB_H

#include "wire/request.h"

struct job;

/* What jobs of a kind do. The kinds are where their endpoints are. */
struct job_kind {
	void (*begin)(struct sim *sim, struct job *job); /* half of its time is over; or NULL */
	void (*end)(struct sim *sim, struct job *job);   /* all of it is over; or NULL */
	void (*release)(struct job *job);                /* what only this kind has; or NULL */
};

/* One flow of an export or a validation. */
struct job_flow {
	char *id, *file;
	size_t version; /* index + 1 */
	bool architect; /* an .i3 file, not YAML */
};

struct job {
	const struct job_kind *kind;
	char id[ID_SIZE], signature[ID_SIZE];
	long long begun, due; /* simclock_ms(); due 0: waits for its file */
	long long expires;    /* of the signed URL; 0: there is none yet */
	bool started;         /* half of its time is over */
	bool done, failed;    /* done: what it does has been done */
	bool mute;            /* it fails and says nothing */
	struct buf messages;  /* elements of a JSON array; of a check of references: the results */
	struct job_flow *flows; /* of an export or a validation */
	size_t nflows, flows_cap;
	struct buf file;                  /* what was uploaded */
	char *flow;                       /* the id of the flow, or of the table */
	struct sim_archy *archy;          /* an import: while it is at work */
	char *client;                     /* who registered it */
	bool replaces;                    /* rows: all that are there go */
	size_t updated, deleted, refused; /* rows */
};

struct job *job_new(struct request *rq, const struct job_kind *kind);
void job_start(struct sim *sim, struct job *job);

/* The job of the path's first argument, of this kind; NULL and a 404 as the answer. */
struct job *job_find(struct request *rq, const struct job_kind *kind);

void job_say(struct job *job, const char *type, const char *fmt, ...) GC_PRINTF(3, 4);
void job_fail(struct job *job, const char *fmt, ...) GC_PRINTF(2, 3);

/* What a fault of the kinds fail, mute and throttle does to a job; NULL is fine. */
void job_apply_fault(struct job *job, const struct fault *fault, const char *flow_id);

/*
 * The answer that every kind of job begins with: id, status, command (NULL: none, when it is
 * registered), messages, selfUri.
 */
struct buf *job_put(struct request *rq, struct job *job, const char *command);

/* "http://host/storage/<what>/<id>?…" as the client sees this server. */
void job_put_url(struct request *rq, const char *key, struct job *job, const char *what);

/* Whether the request to a signed URL is as it was signed; the answer is the refusal if not. */
bool job_signed(struct request *rq, const struct job *job);

void jobs_settle(struct sim *sim);
void jobs_release(struct sim *sim);

/* Whether a running import job has locked the flow, also for its own client. */
bool job_works_on(const struct sim *sim, const struct org_flow *flow);

#endif
