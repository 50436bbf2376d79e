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

#include "put_flow.h"

/*
 * Whether the flow, which is about to be written, must not be; then it has ended. The target's
 * metadata was read, if the target has the flow. A flow whose configuration there is equal was not
 * moved in a way that matters; but one that the dry run does not know is not written.
 */
bool moved_refuses(struct put_flow *f);

/* Take the base of the record that was just read. */
void moved_take_base(struct put_flow *f);

#endif
