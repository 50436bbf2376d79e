/*
 * object_prepare.h - a record's configuration as the target gets it: with the ids of what this run
 * has created, and without what the target lacks.
 *
 * A reference to what is not there:
 *   - a group, team, skill group, script, e-mail domain or route: left out, and noted in the result
 *   - a late one (object_type.h): left out for now, counted in o->waits
 *   - the division: the object is refused
 *   - any other: the object waits; it has ended (PUT_WAITS)
 * What a listing does not have is asked for by its id before it counts as missing, since listings
 * lag. A type that cannot be listed is taken as it is.
 */
#ifndef PUT_OBJECT_PREPARE_H
#define PUT_OBJECT_PREPARE_H

#include "object/put_object.h"

struct object_prepare {
	struct put_object *o;
	struct task_next then;
	uint32_t node; /* the next one to look at */
};

/* Set o->record and o->view. False: the object has ended. */
bool object_take(struct put_object *o);

/* After object_take(): look at the references, then go on, or the object ends. */
void object_prepare_start(
    struct object_prepare *p, struct put_object *o, task_step *then, void *self);

/* Append what a reference of o->view names: TYPE "NAME". */
void object_describe(const struct put_object *o, uint32_t node, struct buf *b);

#endif
