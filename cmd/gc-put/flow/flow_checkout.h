/*
 * flow_checkout.h - take the lock of a flow.
 *
 *	POST /api/v2/flows/actions/checkout?flow=
 *	POST /api/v2/flows/actions/revert?flow=      if the flow moved in the meantime
 *
 * What is done with a flow was decided before this client had the lock. If somebody finished a
 * version in between, the flow ends, and the lock is given back.
 */
#ifndef PUT_FLOW_CHECKOUT_H
#define PUT_FLOW_CHECKOUT_H

#include "flow/conflict.h"

struct flow_checkout {
	struct put_flow *flow;
	struct conflict conflict;
	struct task_next then;
	unsigned *tries;
	char *finished; /* the newest finished version when it was decided; "": none */
	bool draft;     /* there was a draft then: a revert would lose it */
};

/* Goes on with the flow locked by this client, or the flow ends. *tries: see task_again(). */
void flow_checkout_start(
    struct flow_checkout *c, struct put_flow *f, unsigned *tries, task_step *then, void *self);
void flow_checkout_release(struct flow_checkout *c);

#endif
