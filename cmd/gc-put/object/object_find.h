/*
 * object_find.h - which object of the target a record is of, and whether gc-put deals with it.
 *
 * By the record's id if the target has it, else by type and name; where names repeat, in its
 * division, category or library. A name that differs in letter case only is refused: whether the
 * server would take it for the same is not known of every type.
 */
#ifndef PUT_OBJECT_FIND_H
#define PUT_OBJECT_FIND_H

#include "object/put_object.h"

/* After object_take(). Sets o->target, if the target has it. False: the object has ended. */
bool object_find(struct put_object *o);

/* End it: the target has this one, whose name differs in letter case only. */
void object_refuse_twin(struct put_object *o, const char *id);

#endif
