/*
 * own_stub.h - whether a flow in the target is a stub, as gc-put makes one, and nothing more.
 *
 * A run that was killed after it had checked in a stub and before it wrote the result leaves a flow
 * that the plan does not know. Its configuration tells: to overwrite a stub loses nothing.
 */
#ifndef PUT_OWN_STUB_H
#define PUT_OWN_STUB_H

#include "run/put_flow.h"

struct own_stub {
	struct put_flow *flow;
	struct task_next then;
};

/* Fetch the flow's configuration and set flow->stub; needs its target and meta. Always goes on. */
void own_stub_start(struct own_stub *s, struct put_flow *f, task_step *then, void *self);

#endif
