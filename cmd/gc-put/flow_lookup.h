/*
 * flow_lookup.h - whether the target has a flow now that its listing at the start did not have.
 *
 *	GET /api/v2/flows?name=…    all pages; by type and exact name
 */
#ifndef PUT_FLOW_LOOKUP_H
#define PUT_FLOW_LOOKUP_H

#include "put_flow.h"

struct flow_lookup {
	struct put_flow *flow;
	struct task_next then;
	unsigned page;
	struct buf id; /* the flow's; empty: not there */
};

/* Goes on with `id` set, or the flow ends. */
void flow_lookup_start(struct flow_lookup *l, struct put_flow *f, task_step *then, void *self);
void flow_lookup_release(struct flow_lookup *l);

#endif
