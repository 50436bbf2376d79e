/*
 * object_home.h - where an object is to be: its division, its category or its library.
 */
#ifndef PUT_OBJECT_HOME_H
#define PUT_OBJECT_HOME_H

#include "object/put_object.h"

/* With the target's ids: see object_target_find(). */
struct slice object_home(const struct put_object *o, struct buf *plain);

#endif
