/*
 * validate.h - have the server validate what was saved.
 *
 *	POST /api/v2/flows/validate/jobs                       {"flows":[{"flow":{"id":…}}]}
 *	GET  /api/v2/flows/validate/jobs/{id}?expand=messages  until Success or Failure
 *
 * The job may not be found for a while. A preview of the API, which may change.
 */
#ifndef PUT_VALIDATE_H
#define PUT_VALIDATE_H

#include "run/put_flow.h"

struct validate {
	struct put_flow *flow;
	struct task_next then;
	struct buf job; /* its id */
	unsigned polls;
};

/* Goes on if the newest version is valid. What is not valid is postponed (outcome.h). */
void validate_start(struct validate *v, struct put_flow *f, task_step *then, void *self);
void validate_release(struct validate *v);

#endif
