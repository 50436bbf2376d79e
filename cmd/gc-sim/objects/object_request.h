/*
 * object_request.h - which object a request means, or which part of one.
 */
#ifndef SIM_OBJECT_REQUEST_H
#define SIM_OBJECT_REQUEST_H

#include "content/content_prompt.h"
#include "objects/sim_spec.h"
#include "wire/request.h"

/*
 * The object of the path's first argument, unless it is deleted permanently; NULL and a 404 as the
 * answer.
 */
struct org_object *request_object(struct request *rq, const struct spec *spec);
struct org_object *request_object_of(struct request *rq, const char *type, const char *id);

/* The resource that the request's path names; false: the answer is the 404 that says so. */
bool prompt_asked(
    struct request *rq, const struct org_object *prompt, struct resource *r, struct buf *room);

#endif
