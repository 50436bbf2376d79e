/*
 * flow_request.h - which flow a request means, and whether the client may change it.
 */
#ifndef SIM_FLOW_REQUEST_H
#define SIM_FLOW_REQUEST_H

#include "wire/request.h"

/*
 * The flow of the path's first argument, or of an id, unless it is deleted and ?deleted=true is
 * not given; or NULL and a 404 as the answer.
 */
struct org_flow *request_flow(struct request *rq);
struct org_flow *request_flow_of(struct request *rq, const char *id);

/* Whether a type, in any case, is one of the API's or one that the org has. */
bool flow_type_known(const struct org *org, const char *type);

/* The flow that is not deleted of this type and name, without regard to case; or NULL. */
struct org_flow *flow_named(const struct org *org, const char *name, const char *type);

/* Whether the flow is checked out: the answer is else the 409. */
bool flow_is_ours(struct request *rq, const struct org_flow *flow);

/* Whether somebody else holds the flow, or it is busy: the answer is then the 409. */
bool flow_held(struct request *rq, const struct org_flow *flow);

#endif
