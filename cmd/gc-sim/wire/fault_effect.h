/*
 * fault_effect.h - what a fault does to a request.
 */
#ifndef SIM_FAULT_EFFECT_H
#define SIM_FAULT_EFFECT_H

#include "wire/request.h"

/* True when a fault answers in place of the endpoint, before it or after it. */
bool fault_effect_before(struct request *rq);
bool fault_effect_after(struct request *rq);

void fault_effect_body(struct request *rq);

/* Before a request to `path` changes the flow: a fault may let somebody else lock it. */
void fault_effect_lock(struct sim *sim, const char *path, const struct org_flow *flow);

/* A flow was just created by a request to `path`: a fault may keep it out of listings for a time. */
void fault_effect_lag(struct sim *sim, const char *path, struct org_flow *flow);

void fault_effect_lag_object(struct sim *sim, const char *path, struct org_object *object);

/* The fault that lets the work that begins on this flow fail, or NULL. id, name may be NULL. */
const struct fault *fault_effect_work(
    struct sim *sim, const char *path, const char *flow_id, const char *flow_name);

/* True: a fault refuses an export job of several flows; the response is made. */
bool fault_effect_several(struct request *rq);

/* Whether a fault omits the flow from the archive at `path`. */
bool fault_effect_omits(struct sim *sim, const char *path, const struct org_flow *flow);

/* The fault that hits this page of a listing, or NULL. */
const struct fault *fault_effect_page(struct request *rq, bool first_page);

#endif
