/*
 * flow_checkout.h - take the lock of a flow.
 *
 *	POST /api/v2/flows/actions/checkout?flow=
 */
#ifndef PUT_FLOW_CHECKOUT_H
#define PUT_FLOW_CHECKOUT_H

#include "conflict.h"

struct flow_checkout {
	struct put_flow *flow;
	struct conflict conflict;
	struct task_next then;
	unsigned *tries;
};

/* Goes on with the flow locked by this client, or the flow ends. *tries: see task_again(). */
void flow_checkout_start(
    struct flow_checkout *c, struct put_flow *f, unsigned *tries, task_step *then, void *self);
void flow_checkout_release(struct flow_checkout *c);

#endif
