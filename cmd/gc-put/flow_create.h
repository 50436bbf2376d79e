/*
 * flow_create.h - make a flow in the target, empty, and once.
 *
 *	POST /api/v2/flows
 *
 * The answer may be lost, and the flow be there: it is looked up by type and name before it is
 * asked for again.
 */
#ifndef PUT_FLOW_CREATE_H
#define PUT_FLOW_CREATE_H

#include "flow_lookup.h"

struct flow_create {
	struct put_flow *flow;
	struct task_next then;
	struct flow_lookup lookup;
	struct buf division; /* the id; empty: the record names none */
	unsigned tries;
};

/* Find the division. False: the target does not have it, and the flow has ended. */
bool flow_create_prepare(struct flow_create *c, struct put_flow *f, const char *action);

/* After flow_create_prepare(). Goes on with f->target set, or the flow ends. */
void flow_create_start(struct flow_create *c, task_step *then, void *self);
void flow_create_release(struct flow_create *c);

#endif
