/* object_conclude.h - all is done that was to be done for an object: what is its result? */
#ifndef PUT_OBJECT_CONCLUDE_H
#define PUT_OBJECT_CONCLUDE_H

#include "object/put_object.h"

/* By what was counted on the way: the object ends. */
void object_conclude(struct put_object *o);

#endif
