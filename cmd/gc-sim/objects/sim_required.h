/*
 * sim_required.h - the members that the service sends with every object of a type.
 *
 * The models of the vendor's platform SDK require them; tests/clients holds each listing against
 * those models.
 */
#ifndef SIM_REQUIRED_H
#define SIM_REQUIRED_H

#include "org/org.h"

/* Append those that the object, which begins at b->p[from] and is not yet closed, does not have. */
void required_put(const struct org_object *o, size_t from, struct buf *b);

#endif
