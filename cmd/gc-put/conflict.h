/* conflict.h - a call was refused by 409: who has the flow locked, or is it busy? */
#ifndef PUT_CONFLICT_H
#define PUT_CONFLICT_H

#include "settle.h"

struct conflict {
	struct put_flow *flow;
	struct settle settle;
	struct buf why;
	unsigned *tries;
	struct task_next again;
};

/* True: another client or user has it locked, and the flow has ended. Its metadata was read. */
bool conflict_locked(struct put_flow *f);

/*
 * The last call was refused by 409. If another has the flow locked, it ends; otherwise the step is
 * run again after a pause, as task_again() does with `tries`.
 */
void conflict_start(
    struct conflict *c, struct put_flow *f, unsigned *tries, task_step *again, void *self);
void conflict_release(struct conflict *c);

#endif
