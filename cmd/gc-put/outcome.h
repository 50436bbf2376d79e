/*
 * outcome.h - what became of each flow: result records, messages, the failures file, the status.
 *
 *	{"kind":"result","org":…,"flow":{"id","name","type"},"action":"update","status":"done",
 *	 "reason":"…","division":{"record":"…","target":"…"}}
 *
 * id is the flow's in the target, where it has one; division is there where it differs, which is
 * said, too. On a terminal that shows both records and messages the record is enough. Failed and refused flows are named on stderr
 * too, and their input records go to the --failed file with an "error" member, to be fed back; but
 * for those that were refused on principle (PUT_LEFT), whose exit status is 1. Flows of which
 * nothing was written when the server wanted too long a wait are only counted on stderr.
 */
#ifndef PUT_OUTCOME_H
#define PUT_OUTCOME_H

#include "files/failures.h"
#include "put.h"

struct outcome {
	struct put *put;
	struct failures failures;
	struct buf line;
	size_t total, ended;
	size_t good, bad, temporary, forbidden; /* of the bad ones, why */
	size_t unasked; /* of the temporary: not begun when calls_stopped() */
};

void outcome_open(struct outcome *o, struct put *put);
void outcome_add(struct outcome *o, struct errand *e, enum put_status status, const char *action,
    const char *reason);

/* The record is none that could be put. */
void outcome_unfit(struct outcome *o, const struct record *r, const char *why);

/*
 * The failures file is there. Where nothing succeeded, and all for one reason, the exit status
 * says which: temporary (75) or not permitted (77).
 */
void outcome_close(struct outcome *o);

#endif
