/*
 * flow_finish.h - check a flow's newest version in, or publish it, and wait for the result.
 *
 *	POST /api/v2/flows/actions/checkin|publish?flow=
 *	GET  /api/v2/flows/{id}                            until the operation is complete
 *
 * What the flow's metadata says afterwards decides, not what the call answered: an answer may be
 * lost, and an operation may fail and have done its work. The metadata count once they tell of the
 * operation that the call has begun, or of another version than before; they may be older than it.
 */
#ifndef PUT_FLOW_FINISH_H
#define PUT_FLOW_FINISH_H

#include "flow/flow_checkout.h"

struct flow_finish {
	struct put_flow *flow;
	struct flow_checkout checkout;
	struct settle settle;
	struct task_next then;
	bool publish; /* else check in */
	unsigned tries;
	bool refused;   /* because of the flow's state: conflict.h */
	char *former;   /* the flow's newest operation before ours */
	char *begun;    /* our operation; "": not known */
	char *version;  /* the published or checked-in one before it */
	unsigned looks; /* that did not see it */
	int64_t until;  /* it need not be seen, on clock_ms()'s scale */
	struct buf why; /* what the call was answered, if that was a failure */
};

/*
 * Goes on when the flow is checked in or published. If that fails it is postponed (outcome.h), as
 * another flow may be the reason; else the flow ends.
 */
void flow_finish_start(
    struct flow_finish *w, struct put_flow *f, bool publish, task_step *then, void *self);
void flow_finish_release(struct flow_finish *w);

#endif
