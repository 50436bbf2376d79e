/*
 * settle.h - wait until no operation is under way with a flow, read its metadata, and go on.
 *
 *	GET /api/v2/flows/{id}      until currentOperation is complete
 *	GET /api/v2/tokens/me       once a run, if a lock must be judged and the settings hold a token
 *
 * A flow that was created and that the listing at the start did not have may not be found by its id
 * either for a while: it is read again for LOOKUP_MS (flow_lookup.h).
 */
#ifndef PUT_SETTLE_H
#define PUT_SETTLE_H

#include "run/put_flow.h"

struct settle {
	struct put_flow *flow;
	struct task_next then;
	unsigned polls, waits;
	int64_t
	    until; /* for how long a new flow need not be found, on clock_ms()'s scale; 0: not asked */
};

/* The flow's meta, state and facts are read again; or it ends. */
void settle_start(struct settle *s, struct put_flow *f, task_step *then, void *self);

/*
 * Takes meta, state and facts from the listing at the start instead, without a request. False: that
 * will not do, as the flow was not listed, or was busy, or locked by another, who may have finished
 * by now; use settle_start(). A dry run reports the lock as it was listed.
 */
bool settle_from_listing(struct put_flow *f);

#endif
