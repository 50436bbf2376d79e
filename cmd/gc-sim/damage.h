/*
 * damage.h - what a fault does to a call.
 */
#ifndef SIM_DAMAGE_H
#define SIM_DAMAGE_H

#include "request.h"

/* True when a fault answers in place of the endpoint, before it or after it. */
bool damage_before(struct request *rq);
bool damage_after(struct request *rq);

void damage_body(struct request *rq);

/* The fault that hits this page of a listing, or NULL. */
const struct fault *damage_page(struct request *rq, bool first_page);

#endif
