/*
 * object_move.h - an object of the target that is in another division than the record says.
 *
 *	POST  /api/v2/authorization/divisions/{id}/objects/{TYPE}   ["object id"]
 *	PATCH /api/v2/routing/skills/{id}                           {"divisionId":…}
 *	PUT   …                                                     a wrap-up code, whole
 *
 * The difference is reported, and with --update the object is moved. The PATCH of a skill answers
 * 200 even where the server ignores it, so the skill is read again. Prompts have no such call.
 */
#ifndef PUT_OBJECT_MOVE_H
#define PUT_OBJECT_MOVE_H

#include "object/object_read.h"

struct object_move {
	struct put_object *o;
	struct task_next then;
	struct object_read read;
};

/* After object_read_start(). Go on, or the object ends. */
void object_move_start(struct object_move *m, struct put_object *o, task_step *then, void *self);
void object_move_release(struct object_move *m);

/* Whether both say a division, and not the same one. */
bool object_move_differs(const struct put_object *o);

#endif
