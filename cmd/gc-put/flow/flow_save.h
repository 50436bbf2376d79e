/*
 * flow_save.h - save a flow's configuration (put_flow.h: `configuration`) as its draft.
 *
 *	POST /api/v2/flows/{id}/versions    the configuration itself, undocumented
 *
 * A lost answer is followed by a look at the newest configuration.
 */
#ifndef PUT_FLOW_SAVE_H
#define PUT_FLOW_SAVE_H

#include "flow/flow_checkout.h"

struct flow_save {
	struct put_flow *flow;
	struct flow_checkout checkout;
	struct conflict conflict;
	struct task_next then;
	unsigned tries;
};

/*
 * Saves; goes on with f->saved set, or the flow ends. check_out: first take the lock, which a flow
 * that this client has created or locked already does not need. If the lock turns out to be lost,
 * the flow is checked out anyway.
 */
void flow_save_start(
    struct flow_save *s, struct put_flow *f, bool check_out, task_step *then, void *self);
void flow_save_release(struct flow_save *s);

#endif
