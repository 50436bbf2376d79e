/*
 * object_statuses.h - the statuses of a worktype that was just created.
 *
 *	POST  …/statuses         {name, category, …}, one by one, in the record's order
 *	PATCH …/statuses/ID      {destinationStatusIds, defaultDestinationStatusId}: the new ids
 *	PATCH …                  {defaultStatusId}
 */
#ifndef PUT_OBJECT_STATUSES_H
#define PUT_OBJECT_STATUSES_H

#include "object/put_object.h"

struct object_statuses {
	struct put_object *o;
	struct task_next then;
	uint32_t status; /* the record's that is under way */
	bool second;     /* the statuses are there: their destinations */
};

void object_statuses_start(
    struct object_statuses *s, struct put_object *o, task_step *then, void *self);

#endif
