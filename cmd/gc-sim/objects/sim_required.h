/*
 * sim_required.h - the members that the service sends with every object of a type.
 *
 * The models of the vendor's platform SDK require them; tests/clients holds each listing against
 * those models.
 */
#ifndef SIM_REQUIRED_H
#define SIM_REQUIRED_H

#include "store/org.h"

/* Append those that the object does not have itself. */
void required_put(const struct org_object *o, struct buf *b);

#endif
