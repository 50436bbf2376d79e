/*
 * put.h - what the files of gc-put share: the run, and the errand of bringing one flow.
 *
 * An errand is a chain of steps. A step looks at what the call before it brought and ends by
 * saying what comes next: errand_call() a call, errand_sleep() a while, or errand_end(). So a
 * chain reads from top to bottom in its file, and any number of errands go on side by side.
 */
#ifndef PUT_H
#define PUT_H

#include "call.h"
#include "jx.h"
#include "members.h"
#include "put_decide.h"
#include "session.h"
#include "spool.h"

enum put_status { PUT_DONE, PUT_PLANNED, PUT_SKIPPED, PUT_REFUSED, PUT_FAILED };

struct put_options {
	bool dry_run, publish, stubs, validate, restore, same_org;
	const char *backup, *failed, *order;
	long jobs;
};

struct errand;
typedef void errand_step(struct errand *e);

struct errand {
	struct put *put;
	size_t index; /* in the spool */
	struct buf text;
	struct json json;
	struct members m;
	char *id, *name, *type; /* of the record, decoded; type as the API spells it */
	char *label;            /* 'flow ID "NAME"' for messages */
	char *target;           /* the flow's id in the target; NULL: it has none yet */

	struct put_facts facts;
	struct put_state state;
	struct buf meta_text; /* the target's metadata as it came, */
	struct jx *meta;      /* and parsed; state's slices are its */
	struct buf body;      /* the target's newest configuration; n = 0: it has none */
	bool created;         /* by this run */
	bool publish;         /* else check in */

	struct call call;
	struct buf path, out;
	errand_step *next, *then; /* after this call; after a chain of another file */
	const char *doing;        /* the action that operation.c waits for */
	int64_t due;              /* of a sleep, on clock_ms()'s scale; 0: none */
	unsigned tries, polls;
	int64_t pause;
	struct archy_job *job; /* archy.c's */
	bool ended;
	struct errand *newer; /* list of those under way */
};

/* A flow that waits for others: see errand_park(). */
struct parked {
	size_t index;
	char *action, *why;
};

struct put {
	struct put_options option;
	struct session *session;
	struct calls *calls;
	struct spool spool;
	struct target *target;
	struct backup *backup;
	struct outcome *outcome;
	struct errand *open;
	size_t nopen;
	struct parked *parked;
	size_t nparked, parked_cap;
};

/* errand.c: the engine. */
void errand_run_all(struct put *put, const size_t *order, size_t n); /* indexes in the spool */
void errand_call(struct errand *e, const char *method, errand_step *next, const char *fmt, ...)
    GC_PRINTF(4, 5);
void errand_sleep(struct errand *e, int64_t ms, errand_step *next);
void errand_poll(struct errand *e, errand_step *next); /* sleeps, longer each time, to a ceiling */
void errand_end(struct errand *e, enum put_status status, const char *action, const char *fmt, ...)
    GC_PRINTF(4, 5);
/*
 * What failed may work once other flows have arrived (a publish whose callee is not published
 * yet): the errand is run again after the others, for as long as that brings any of them further.
 */
void errand_park(struct errand *e, const char *action, const char *why);
/* The last call failed: end with what it says. */
void errand_failed(struct errand *e, const char *action, const char *doing);
/* The last call's answer, parsed; NULL: it was no JSON, and the errand has ended. */
struct jx *errand_answer(struct errand *e, const char *action);

void archy_job_free(struct archy_job *job);

/*
 * meta.c: take the answer to GET /api/v2/flows/{id} into meta, state and facts. False: the errand
 * has ended.
 */
bool errand_meta(struct errand *e);

/* configuration.c, archy.c, stub.c: the first steps of the three chains. */
errand_step configuration_start, archy_start, stub_start;

/*
 * create.c: make the flow in the target, empty; then go on with `then`. Not twice, whatever
 * becomes of the answer: when it is lost the flow is looked up before it is asked for again.
 */
void create_flow(struct errand *e, errand_step *then);

/* validate.c: have the server validate the newest version; then go on, or end. */
void validate_flow(struct errand *e, errand_step *then);

/* job.c: append the messages of a job, as they are, one after the other. */
void job_messages(const struct jx *x, struct buf *b);

/* operation.c: wait until the flow's currentOperation is complete; then go on, or end. */
void operation_wait(struct errand *e, const char *action, errand_step *then);

#endif
