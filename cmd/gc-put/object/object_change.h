/*
 * object_change.h - read an object of the target, and change what of it was chosen.
 *
 * After a version conflict (409, or a 400 that says so) it is read and compared again, as often as
 * --retries allows. If the answer to a change is an Operation, the object is read until it
 * has changed.
 */
#ifndef PUT_OBJECT_CHANGE_H
#define PUT_OBJECT_CHANGE_H

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

/* After object_read_start(). */
struct object_change {
	struct put_object *o;
	struct task_next then;
	struct object_read read;
	unsigned choice; /* enum object_choice */
	unsigned tries, polls;
	const char *action;
};

void object_change_start(
    struct object_change *c, struct put_object *o, unsigned choice, task_step *then, void *self);
void object_change_release(struct object_change *c);

/* How many differences are among the chosen ones. */
size_t object_change_count(const struct put_object *o, unsigned choice);

/* Why no call can make the chosen changes; NULL: one can. */
const char *object_change_forbids(const struct put_object *o, unsigned choice);

#endif
