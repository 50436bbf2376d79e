/*
 * sim_worktype.h - worktypes: what is written and what is read have different shapes.
 */
#ifndef SIM_WORKTYPE_H
#define SIM_WORKTYPE_H

#include "base/buf.h"

/*
 * Turn the content as a client writes it into that which is read: "defaultQueueId":"x" becomes
 * "defaultQueue":{"id":"x"}. Content that is in the second form stays as it is.
 */
void worktype_content(struct buf *content);

#endif
