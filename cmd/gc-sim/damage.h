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

/* A flow is about to be changed by a request to `path`: a fault may have somebody else lock it. */
void damage_lock(struct sim *sim, const char *path, const struct org_flow *flow);

/* The fault that lets the work that begins on this flow fail, or NULL. id, name may be NULL. */
const struct fault *damage_work(
    struct sim *sim, const char *path, const char *flow_id, const char *flow_name);

/* Whether the registration of an export job of several flows is refused; that is the answer then. */
bool damage_several(struct request *rq);

/* Whether the flow is left out of the archive that is fetched from `path`. */
bool damage_omits(struct sim *sim, const char *path, const struct org_flow *flow);

/* The fault that hits this page of a listing, or NULL. */
const struct fault *damage_page(struct request *rq, bool first_page);

#endif
