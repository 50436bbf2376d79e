/*
 * object_change.h - change what was chosen of an object of the target.
 *
 * After a version conflict (409, or a 400 that says so) it is read and compared again, as often as
 * --retries allows. If the answer to a change is an Operation, the object is read until it
 * has changed.
 */
#ifndef PUT_OBJECT_CHANGE_H
#define PUT_OBJECT_CHANGE_H

#include "object/object_read.h"

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

/* Of the chosen ones, how many a call can make. The others count as differing, with a note. */
size_t object_change_can(struct put_object *o, unsigned choice);

#endif
