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

enum job_kind { JOB_EXPORT, JOB_IMPORT, JOB_VALIDATE, JOB_REFERENCES, JOB_HISTORY, JOB_ROWS };

/* One flow of an export or a validation. */
struct job_flow {
	char *id, *file;
	size_t version; /* index + 1 */
	bool architect; /* an .i3 file, not YAML */
};

struct job {
	enum job_kind kind;
	char id[ID_SIZE], signature[ID_SIZE];
	long long begun, due;   /* simclock_ms(); due 0: waits for its file */
	long long expires;      /* of the signed URL; 0: there is none yet */
	bool started;           /* JOB_IMPORT: half of its time is over */
	bool done, failed;      /* done: what it does has been done */
	bool mute;              /* it fails and says nothing */
	struct buf messages;    /* elements of a JSON array; JOB_REFERENCES: the results */
	struct job_flow *flows; /* JOB_EXPORT, JOB_VALIDATE */
	size_t nflows, flows_cap;
	struct buf file;         /* JOB_IMPORT: what was uploaded */
	char *flow;              /* JOB_IMPORT: the id of its flow; JOB_HISTORY: of the flow */
	struct sim_archy *archy; /* JOB_IMPORT: while it is at work */
	char *client;            /* who registered it */
	bool replaces;           /* JOB_ROWS, whose table is `flow`: all rows that are there go */
	size_t updated, deleted, refused; /* JOB_ROWS: rows */
};

struct job *job_new(struct request *rq, enum job_kind kind);
void job_start(struct sim *sim, struct job *job);

/* The job of the path's first argument, of this kind; NULL and a 404 as the answer. */
struct job *job_find(struct request *rq, enum job_kind kind);

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

/* What a job does: sim_job_import.c, when it starts and when it is due, and sim_job_validate.c. */
void import_begin(struct sim *sim, struct job *job);
void import_end(struct sim *sim, struct job *job);
void import_release(struct job *job);
void validate_run(struct sim *sim, struct job *job);
void rows_job_run(struct sim *sim, struct job *job); /* objects/sim_rows_job.c */

/* Whether a running import job has locked the flow, also for its own client. */
bool import_works_on(const struct sim *sim, const struct org_flow *flow);

/* "flows":[{"flow":{…}}] of the body into job->flows; false and a 400 where it is none. */
bool job_read_flows(struct request *rq, struct job *job);

#endif
