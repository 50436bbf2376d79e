/*
 * conflict.h - a call was refused because of the flow's state: is it locked by somebody, or busy?
 *
 * The server's codes for that come in several spellings (api_code.h) and were not all seen; a 409
 * without one that is known counts, too. What the flow's metadata says then decides.
 */
#ifndef PUT_CONFLICT_H
#define PUT_CONFLICT_H

#include "flow/settle.h"

struct conflict {
	struct put_flow *flow;
	struct settle settle;
	struct buf why;
	unsigned *tries;
	struct task_next again;
};

/* Whether the last call was refused because of a lock or an operation that is running. */
bool conflict_is(const struct call *c);

/* True: it is locked by another client or user, and the flow has ended. Its metadata was read. */
bool conflict_locked(struct put_flow *f);

/*
 * conflict_is(). If another has the flow locked, it ends; otherwise the step is
 * run again after a pause, as task_again() does with `tries`.
 */
void conflict_start(
    struct conflict *c, struct put_flow *f, unsigned *tries, task_step *again, void *self);
void conflict_release(struct conflict *c);

/*
 * Whether another client has the flow checked out. A checkout makes a draft, a copy of the newest
 * version, so the newest configuration is that client's, and the version before it may be equal.
 */
bool conflict_draft(const struct put_flow *f);

#endif
