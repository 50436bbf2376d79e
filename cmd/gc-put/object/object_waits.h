/*
 * object_waits.h - what an object still waits for.
 */
#ifndef PUT_OBJECT_WAITS_H
#define PUT_OBJECT_WAITS_H

#include "object/put_object.h"

/*
 * After the target's object was read: what it has already, it need not wait for. Sets o->waits,
 * o->waits_for and the marks, and compares again.
 */
void object_waits_settle(struct put_object *o);

#endif
