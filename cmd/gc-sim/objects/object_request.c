/* object_request.c - which object a request means, or which part of one */
#include "objects/object_request.h"

struct org_object *
request_object_of(struct request *rq, const char *type, const char *id)
{
	struct org_object *o = org_object(&rq->sim->org, type, id);
	const struct spec *spec = spec_of(type);

	if (o == NULL && strcmp(type, "dataAction") == 0)
		o = org_object(&rq->sim->org, "secureAction", id);
	if (o == NULL && strcmp(type, "dataAction") == 0)
		o = org_object(&rq->sim->org, "bridgeAction", id);
	if (o != NULL && o->deleted && (spec == NULL || !(spec->flags & SPEC_STATE)))
		o = NULL;
	if (o == NULL)
		reply_not_found(rq, type, id);
	return o;
}

struct org_object *
request_object(struct request *rq, const struct spec *spec)
{
	return request_object_of(rq, spec->type, rq->arg[0]);
}

bool
prompt_asked(
    struct request *rq, const struct org_object *prompt, struct resource *r, struct buf *room)
{
	bool found = prompt_find(&rq->sim->org, prompt, rq->arg[1], r, room);

	if (!found)
		reply_error(rq, 404, "architect.prompt.resource.not.found",
		    "The prompt has no resource '%s'.", rq->arg[1]);
	return found;
}
