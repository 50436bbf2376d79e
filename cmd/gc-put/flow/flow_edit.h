/*
 * flow_edit.h - give a flow the record's name and description.
 *
 *	PUT /api/v2/flows/{id}      type, name, description and the division that it is in
 */
#ifndef PUT_FLOW_EDIT_H
#define PUT_FLOW_EDIT_H

#include "flow/conflict.h"

struct flow_edit {
	struct put_flow *flow;
	struct conflict conflict;
	struct task_next then;
	unsigned tries;
};

/* Goes on when the target has taken them, or the flow ends. */
void flow_edit_start(struct flow_edit *e, struct put_flow *f, task_step *then, void *self);
void flow_edit_release(struct flow_edit *e);

#endif
