/*
 * object.h - the members of an object that only its type has.
 */
#ifndef SIM_OBJECT_H
#define SIM_OBJECT_H

#include "store/org.h"

char *object_text(const struct org_object *o, const char *key); /* to be freed; NULL: none */

#endif
