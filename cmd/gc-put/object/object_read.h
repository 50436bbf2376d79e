/*
 * object_read.h - read an object of the target, and compare it with the record.
 */
#ifndef PUT_OBJECT_READ_H
#define PUT_OBJECT_READ_H

#include "object/put_object.h"

/* Read the target's object into o->actual, o->there and o->differences; or the object ends. */
struct object_read {
	struct put_object *o;
	struct task_next then;
	unsigned looks;      /* at an object that is listed and not there yet */
	bool gone;           /* it was deleted, or is not there */
	struct buf template; /* a data action's, as a JSON string */
};

void object_read_start(struct object_read *r, struct put_object *o, task_step *then, void *self);
void object_read_release(struct object_read *r);

#endif
