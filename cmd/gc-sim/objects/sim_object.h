/*
 * sim_object.h - an object as the API's JSON, and what its endpoints share.
 *
 *	sim_object_json.c   the answer of GET one
 *	sim_object_read.c   GET
 *	sim_object_write.c  POST, PUT, PATCH, DELETE
 *	sim_check.c         what these refuse
 */
#ifndef SIM_OBJECT_JSON_H
#define SIM_OBJECT_JSON_H

#include "content/content.h"
#include "objects/object_request.h"
#include "store/change.h"

/* Append the object. `listed`: as an item of a listing, which may lack something. */
void object_put(
    struct request *rq, const struct spec *spec, const struct org_object *o, bool listed);

/* The version that an update must name. */
long long object_version(const struct sim *sim, const struct org_object *o);

/* Whether the listings have it: it is old enough, and not deleted permanently. */
bool object_is_listed(const struct spec *spec, const struct org_object *o);

/* Members of a prompt that are not its content: "resources":[…]. In sim_prompt.c. */
void prompt_put_resources(struct request *rq, const struct org_object *o);

/* The member of a script's content that says: never published. In sim_script.c. */
#define SCRIPT_DRAFT "draft"
bool script_is_draft(const struct sim *sim, const struct org_object *o);

#endif
