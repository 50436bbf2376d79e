/*
 * object.h - the members of an object that only its type has, of its definition if it has one.
 */
#ifndef SIM_OBJECT_H
#define SIM_OBJECT_H

#include "org/org.h"

char *object_text(const struct org_object *o, const char *key); /* to be freed; NULL: none */

/* Append them all to an object that is being written, but the one named `without` (or NULL). */
void object_put_extra(const struct org_object *o, const char *without, struct buf *b);

#endif
