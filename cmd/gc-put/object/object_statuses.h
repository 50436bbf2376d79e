/*
 * object_statuses.h - the statuses of a worktype (put/status_compare.h).
 *
 *	POST  …/statuses         {name, category, …}: what is missing, in the record's order
 *	PATCH …/statuses/ID      what differs, where changes are allowed; and the destinations, under
 *	                         the target's ids, when all statuses are there
 *	PATCH …                  {defaultStatusId}
 *
 * After a lost answer the worktype is read again: a status that is there is not created twice. So
 * a run that was killed in the middle is finished by the next one. Statuses that only the target
 * has stay.
 */
#ifndef PUT_OBJECT_STATUSES_H
#define PUT_OBJECT_STATUSES_H

#include "object/object_change.h"
#include "put/status_compare.h"

struct object_statuses {
	struct put_object *o;
	struct task_next then;
	struct status_differences d;
	struct object_read read;
	uint32_t status; /* the record's that is under way */
	bool reported;
	unsigned tries;
};

/* o->there is the target's worktype, unless this run has created it. */
void object_statuses_start(
    struct object_statuses *s, struct put_object *o, task_step *then, void *self);
void object_statuses_release(struct object_statuses *s);

#endif
