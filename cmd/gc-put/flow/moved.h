/*
 * moved.h - refuse a flow that has moved in the target since it was seen (put_moved.h).
 *
 * Two things say what was seen:
 *   - the record's base, if its org is the target: the record was fetched there, and edited.
 *     --force overrides this. A record without a base whose version marks are the target's own has
 *     the base that they tell (record_base.h).
 *   - the dry run's result (--expect), for every target.
 * What an earlier run of gc-put wrote itself, as its results tell (--have), has not moved.
 */
#ifndef PUT_MOVED_FLOW_H
#define PUT_MOVED_FLOW_H

#include "run/put_flow.h"

/*
 * Whether the flow, which is about to be written, must not be; then it has ended. The target's
 * metadata was read, if the target has the flow. A flow whose configuration there is equal was not
 * moved in a way that matters; but one that the dry run does not know is not written.
 */
bool moved_refuses(struct put_flow *f);

/*
 * The same for a flow that the target's listing has, after a call whose answer is that it was
 * deleted: a listing may be older than that.
 */
bool moved_refuses_deleted(struct put_flow *f);

/*
 * Whether the plan (--expect) says that the flow is missing, and it is there: then it may be a stub
 * of an interrupted run, which its configuration tells (put_flow.h: stub).
 */
bool moved_may_be_stub(const struct put_flow *f);

#endif
