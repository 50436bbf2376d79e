/*
 * sim_draft.h - what a request wants an object to be: read from its body, checked, written.
 *
 *	sim_draft.c     read the body by the list of what a client may send
 *	sim_check.c     what every type refuses: versions, names, references
 *	sim_check_of.c  what one type refuses
 */
#ifndef SIM_DRAFT_H
#define SIM_DRAFT_H

#include "json/members.h"
#include "objects/sim_object.h"

struct draft {
	const struct spec *spec;
	struct org_object *now; /* the object that is changed; NULL: a new one */
	struct members body;
	struct json json;
	char *name;
	const char *division; /* id, of the org's; NULL: none */
	struct buf content;   /* JSON object */
};

/*
 * Read and check the body of a POST, PUT or PATCH. False: the answer is the refusal. Release it in
 * any case.
 */
bool draft_read(
    struct request *rq, const struct spec *spec, struct org_object *now, struct draft *d);
void draft_release(struct draft *d);

/* Make the change, of a new object or of `now`; the object is then valid until the next change. */
struct org_object *draft_apply(struct request *rq, const struct draft *d);

/* Steps of draft_read(): false, and the refusal is made. */
bool check_members(struct request *rq, const struct draft *d);
bool check_version(struct request *rq, const struct draft *d);
bool check_name(struct request *rq, const struct draft *d);
bool check_room(struct request *rq, const struct draft *d);
bool check_references(struct request *rq, const struct draft *d);
bool check_of_type(struct request *rq, struct draft *d);

/* A member's value that is not null, or NULL: sim_draft_find.c. */
const struct member *draft_find(const struct draft *d, const char *key);

/* Another object of the type and name that is not deleted; or NULL. */
const struct org_object *object_named(
    const struct sim *sim, const struct draft *d, const char *name);

#endif
