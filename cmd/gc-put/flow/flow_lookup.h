/*
 * flow_lookup.h - whether the target has a flow now that its listing at the start did not have.
 *
 *	GET /api/v2/flows?name=…    all pages; by type and name, without regard to case as the server
 *
 * A new flow may be missing in listings for up to 80 s (Architect's own client waits that long).
 */
#ifndef PUT_FLOW_LOOKUP_H
#define PUT_FLOW_LOOKUP_H

#include "run/put_flow.h"

struct flow_lookup {
	struct put_flow *flow;
	struct task_next then;
	unsigned page;
	unsigned looks;
	int64_t until; /* on clock_ms()'s scale; 0: one look only */
	bool exact;    /* `id` is of a flow of the very name */
	struct buf id; /* the flow's; empty: not there */
};

/*
 * Goes on with `id` set if it is there, or the flow ends. flow_lookup_wait() looks again until it
 * is, for LOOKUP_MS.
 */
enum { LOOKUP_MS = 120 * 1000 };
void flow_lookup_wait(struct flow_lookup *l, struct put_flow *f, task_step *then, void *self);
void flow_lookup_start(struct flow_lookup *l, struct put_flow *f, task_step *then, void *self);
void flow_lookup_release(struct flow_lookup *l);

#endif
