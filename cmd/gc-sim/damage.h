/*
 * damage.h - what a fault does to a call.
 */
#ifndef SIM_DAMAGE_H
#define SIM_DAMAGE_H

#include "call.h"

/* True when a fault answers in place of the endpoint, before it or after it. */
bool damage_before(struct call *c);
bool damage_after(struct call *c);

void damage_body(struct call *c);

/* The fault that hits this page of a listing, or NULL. */
const struct fault *damage_page(struct call *c, bool first_page);

#endif
