/*
 * flow_save.h - save the record's configuration as the flow's draft.
 *
 *	POST /api/v2/flows/{id}/versions    the configuration itself, undocumented
 *
 * Saving twice would make two versions, so a lost answer is followed by a look at the newest
 * configuration.
 */
#ifndef PUT_FLOW_SAVE_H
#define PUT_FLOW_SAVE_H

#include "flow_checkout.h"

struct flow_save {
	struct put_flow *flow;
	struct flow_checkout checkout;
	struct conflict conflict;
	struct task_next then;
	unsigned tries;
};

/* Checks the flow out and saves; goes on with f->saved set, or the flow ends. */
void flow_save_start(struct flow_save *s, struct put_flow *f, task_step *then, void *self);
void flow_save_release(struct flow_save *s);

#endif
