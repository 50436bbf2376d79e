/*
 * put.h - what the files of gc-put share: the run, and the errand of bringing one flow.
 *
 * An errand is a chain of steps. A step looks at what the call before it brought and ends by
 * saying what comes next: errand_call() a call, errand_poll() a while, or errand_end(). So a
 * chain reads from top to bottom in its file, and any number of errands go on side by side.
 */
#ifndef PUT_H
#define PUT_H

#include "base/idset.h"
#include "files/spool.h"
#include "http/call.h"
#include "json/jx.h"
#include "json/members.h"
#include "org/session.h"
#include "put/put_decide.h"

/* PUT_LEFT: refused on principle, so that trying again is of no use. */
enum put_status { PUT_DONE, PUT_PLANNED, PUT_SKIPPED, PUT_LEFT, PUT_REFUSED, PUT_FAILED };

/* Why a flow failed, as far as it tells whether a later run may do better: see outcome.c. */
enum put_cause { CAUSE_FLOW, CAUSE_TEMPORARY, CAUSE_FORBIDDEN };

struct put_options {
	bool dry_run, publish, stubs, validate, restore, force, same_org;
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
	bool publish;         /* else check in */
	enum put_action todo; /* decided; the facts move on */
	bool saved;           /* the configuration is in the target */
	bool refused;         /* the newest check-in or publication was, by 409 */

	/* The call under way. once, foreign, raw, headers and `out` hold for this one only. */
	struct call call;
	struct buf path, out; /* out: what to send */
	errand_step *next;    /* after it */
	int64_t due;          /* of a sleep, on clock_ms()'s scale; 0: none */
	const char *due_for;  /* what it waits for, */
	int64_t due_from;     /* and since when, where `due` is only the next look; else 0 */

	errand_step *then;     /* after what another file does: operation_settle(), … */
	errand_step *again;    /* after create.c, and what a conflict is tried again with */
	unsigned tries, polls; /* of errand_again(); of what the server does */
	unsigned page;         /* ask.c's */
	char *former;          /* the flow's newest operation before ours, or NULL */
	struct buf why;        /* what the server said when a call was refused: errand_keep_why() */
	struct buf found;      /* target_ask(): the flow's id, or empty */
	struct buf job;        /* validate.c: the job's id */
	struct buf division;   /* division_find(): of a flow that is to be created */
	struct archy *archy;   /* archy.h */
	enum put_cause cause;
	bool call_failed; /* the last call is why */
	bool wrote;       /* a request that writes has succeeded, or may have */
	bool ended;
	struct errand *newer; /* list of those under way */
};

/* A flow that waits for others: see errand_park(), errand_wait_turn(). */
struct parked {
	size_t index;
	char *id, *action, *why; /* action and why NULL: for its turn */
};

struct put {
	struct put_options option;
	struct session *session;
	const char *org; /* the target's id: asked for before any errand is under way */
	struct calls *calls;
	struct spool spool;
	struct target *target;
	struct divisions *divisions; /* or NULL: nothing is to be created that names one */
	struct backup *backup;
	struct idset written; /* --restore: what the backup tells of, see written.h */
	struct outcome *outcome;
	struct errand *open;
	size_t nopen;
	struct parked *parked;
	size_t nparked, parked_cap;
	size_t rounds;            /* begun */
	size_t substitutions;     /* substitution.c: flows that hold {{key}} */
	int64_t held_until;       /* archy.c: on clock_ms()'s scale; 0: nothing was waited for */
	int64_t export_ms;        /* compare.c: what an export job takes, */
	struct buf export_denied; /* and why there can be none at all; empty: there can */
};

/* rounds.c: bring them all; indexes in the spool. */
void errand_run_all(struct put *put, const size_t *order, size_t n);

/* errand.c: the engine. */
struct errand *errand_new(struct put *put, size_t index); /* under way, and without a step yet */
void errand_begin(struct put *put, size_t index);
/* Free what has ended; run what has slept enough; which one wakes next, or NULL. */
struct errand *errand_turn(struct put *put);
int64_t errand_left(const struct errand *e); /* how long it still sleeps, in ms; NULL: -1 */
/* A call below the base URL: fmt knows "%s" only, which is escaped. What is in e->out is sent. */
void errand_call(struct errand *e, const char *method, errand_step *next, const char *fmt, ...)
    GC_PRINTF(4, 5);
void errand_call_url(struct errand *e, const char *method, errand_step *next, const char *url);
void errand_submit(struct errand *e, errand_step *next); /* e->call, as it has been prepared */
/*
 * Sleeps before the n-th look (from 1) at what the server does in its own time, `what` for
 * progress, longer each time, to a ceiling. After POLLS_MAX of them, about half an hour, it is given
 * up.
 */
enum { POLLS_MAX = 400 };
void errand_poll(struct errand *e, const char *what, unsigned n, errand_step *next);
/*
 * Tries a step again, each time after a longer pause, as often as --retries says; false: that was
 * it. e->tries counts, and is set back to 0 by whatever went well.
 */
bool errand_again(struct errand *e, errand_step *step);
void errand_keep_why(struct errand *e); /* of the last call into e->why */
void errand_end(struct errand *e, enum put_status status, const char *action, const char *fmt, ...)
    GC_PRINTF(4, 5);
/* The last call failed: end with what it says. */
void errand_failed(struct errand *e, const char *action, const char *doing);
void errand_take_body(struct errand *e); /* the last call's answer becomes e->body */
/* The last call's answer, parsed; NULL: it was no JSON, and the errand has ended. */
struct jx *errand_answer(struct errand *e, const char *action);

/*
 * rounds.c: what failed may work once other flows have arrived (a publish whose callee is not
 * published yet): the errand is run again after the others, for as long as that brings any of them
 * further.
 */
void errand_park(struct errand *e, const char *action, const char *why);

/*
 * rounds.c: of a flow's two records in a backup the second waits until nothing is left to be tried
 * with the first: it would be overtaken. True: the errand has ended, for this round.
 */
bool errand_wait_turn(struct errand *e);

/*
 * meta.c: take the answer to GET /api/v2/flows/{id} into meta, state and facts. False: the errand
 * has ended.
 */
bool errand_meta(struct errand *e);

/* configuration.c, archy.c, stub.c, absent.c: the first steps of the four chains. */
errand_step configuration_start, archy_start, stub_start, absent_start;

/* absent.c: whether the flow of a backup's record is published now and was not then. */
bool published_since(const struct errand *e);

/* ask.c: look the flow up in the target by type and exact name, into e->found; then go on. */
void target_ask(struct errand *e, errand_step *then);

/*
 * create.c: make the flow in the target, empty; then go on with `then`. Not twice, whatever
 * becomes of the answer: when it is lost the flow is looked up before it is asked for again.
 */
void create_flow(struct errand *e, errand_step *then);

/* validate.c: have the server validate the newest version; then go on, or end. */
void validate_flow(struct errand *e, errand_step *then);

/* job.c: append the messages of a job, as they are, one after the other. */
void job_messages(const struct jx *x, struct buf *b);

/*
 * operation.c. operation_settle() waits until nothing is under way with the flow, reads it
 * (errand_meta) and goes on. operation_mark() remembers the newest operation that was read, so that
 * operation_failed() can tell whether a newer one has failed, and say why.
 */
void operation_settle(struct errand *e, errand_step *then);
void operation_mark(struct errand *e);
bool operation_failed(const struct errand *e, struct buf *why);

/* Ends the errand, naming who has locked the flow, where that is not this client. */
bool locked_by_another(struct errand *e);

/*
 * The last call was refused by 409: where the flow is locked by another, end; where it was busy,
 * wait and try again.
 */
void conflict_settle(struct errand *e, errand_step *again);

#endif
