/*
 * sim_worktype.h - worktypes: what is written and what is read have different shapes, and the
 * statuses have calls of their own.
 *
 * Statuses and the default one are members of the worktype's content. A new worktype has "Open" and
 * "Closed", unless the request says disableDefaultStatusCreation.
 */
#ifndef SIM_WORKTYPE_H
#define SIM_WORKTYPE_H

#include "wire/request.h"

/*
 * Turn the content as a client writes it into that which is read: "defaultQueueId":"x" becomes
 * "defaultQueue":{"id":"x"}. Of `now`, the content that is changed, what is not written stays;
 * an empty slice: the worktype is new.
 */
void worktype_content(struct sim *sim, struct slice now, struct buf *content);

/*
 * False: the content's default status is none of its statuses, and the 400 is made.
 */
bool worktype_check(struct request *rq, struct slice now, struct slice content);

#endif
