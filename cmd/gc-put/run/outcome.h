/*
 * outcome.h - how a flow ends: its result record, the messages, the --failed file, the exit status.
 *
 *	{"kind":"result","org":…,"flow":{"id","name","type"},"action":"update","status":"done",
 *	 "reason":"…","target":{"version":"2.0"},
 *	 "version":{"published":"2.0","checkedIn":"2.0"},"configurationHash":"…",
 *	 "division":{"record":"…","target":"…"},"temporary":true}
 *
 * id is the flow's id in the target, if it has one. target.version is the newest version that the
 * flow has there, after a write the new one; null: no flow, or one that was never saved. In a dry run
 * target.textHash is of its name and description there (written.h). There is no
 * `target` if it is not known. version and configurationHash are there if the
 * flow has the record's configuration: see earlier.h. division is there if the divisions differ,
 * which is also a warning. temporary is there if the same command may do better later. A terminal that shows both records and messages gets the record only.
 * Failed and refused flows are reported on stderr too, and their input records go to the --failed
 * file with an "error" member, to be fed back. Those that only a person can undo (PUT_LEFT) do
 * not: their exit status is 1. If the server wanted too long a wait, the flows of which nothing was
 * written are only counted on stderr.
 */
#ifndef PUT_OUTCOME_H
#define PUT_OUTCOME_H

#include "files/failures.h"
#include "run/put_flow.h"

/*
 * PUT_SKIPPED: the target says what the record says. PUT_KEPT: the target keeps what it has, which may
 * be something else. PUT_LEFT: --restore would have to delete or unpublish, which a person does. Of
 * objects: PUT_DIFFERS, nothing was changed; PUT_WAITS, something must exist before; PUT_BY_HAND, a
 * person creates it.
 */
enum put_status {
	PUT_DONE,
	PUT_PLANNED,
	PUT_SKIPPED,
	PUT_KEPT,
	PUT_LEFT,
	PUT_DIFFERS,
	PUT_WAITS,
	PUT_BY_HAND,
	PUT_REFUSED,
	PUT_FAILED
};

struct outcome {
	struct put *put;
	struct failures failures;
	struct buf line;
	size_t total, ended;
	bool with_objects;                      /* of the total: not only flows */
	size_t good, bad, temporary, forbidden; /* of the bad ones, why */
	size_t unasked; /* of the temporary: not begun when calls_stopped() */
};

void outcome_open(struct outcome *o, struct put *put);

/* The members that every result begins with. */
struct outcome_head {
	const char *what; /* "flow", "object" */
	const char *id;   /* in the target; NULL: it is not there */
	const char *name, *type, *action, *reason;
	enum put_status status;
	enum put_cause cause; /* if it failed or was refused */
};

/* Begin a result in o->line, to which members may be added, and print it. */
void outcome_begin(struct outcome *o, const struct outcome_head *head);
void outcome_print(struct outcome *o);

/* How one record ended. */
struct outcome_end {
	enum put_status status;
	const char *label, *action, *reason;
	enum put_cause cause;
	const struct call *call; /* that failed; NULL: none did */
	bool wrote;
	const struct members *m; /* the record */
};

/* Count it; report what is wrong with it on stderr, in the exit status and in the --failed file. */
void outcome_count(struct outcome *o, const struct outcome_end *end);

/* The flow ends. */
void outcome_end(struct put_flow *f, enum put_status status, const char *action, const char *fmt,
    ...) GC_PRINTF(4, 5);
/* The last call failed: the flow ends with what it says. */
void outcome_failed(struct put_flow *f, const char *action, const char *doing);
/* The last call's answer, parsed; NULL: it is not JSON, and the flow has ended. */
struct jx *outcome_answer(struct put_flow *f, const char *action);
/*
 * What failed may work once other flows have arrived (for example a flow that refers to one that
 * is not published yet): the flow ends for this round, without a result, and begins again after
 * the others. If that does not help, this is what it failed for.
 */
void outcome_postpone(struct put_flow *f, const char *action, const char *why);

/* The record is not one that could be put. */
void outcome_unfit(struct outcome *o, const struct record *r, const char *why);

/*
 * The record is of a flow that gc-put does not write, as a look at the record alone tells.
 * `id`: the flow's in the target, or NULL. `action`: what the record asked for.
 */
void outcome_refuse(
    struct outcome *o, const struct record *r, const char *id, const char *action, const char *why);

/*
 * The failures file is complete. If nothing succeeded, and all for one reason, the exit status says
 * which: temporary (75) or not permitted (77).
 */
void outcome_close(struct outcome *o);

#endif
