/*
 * sim_uses.h - what flows refer to, and who refers to something: by the manifests of their versions,
 * as the server's own record of dependencies has it (facts: dependency tracking).
 */
#ifndef SIM_USES_H
#define SIM_USES_H

#include "base/slice.h"
#include "store/sim.h"
#include "wire/request.h"

/* A dependency type for a reference type: "inboundCallFlow" -> "INBOUNDCALLFLOW". */
void uses_type(struct slice reference, struct buf *type);

/* The same for a flow: "INBOUNDCALL" -> "INBOUNDCALLFLOW". */
void uses_type_of_flow(const struct org_flow *flow, struct buf *type);

/* One reference of a version: type as in manifests. The slices last for the call. */
typedef void uses_take(void *to, struct slice type, struct slice id, struct slice name);

/* Call `take` for each entry of the manifest of flow->versions[version]. */
void uses_each(
    const struct sim *sim, const struct org_flow *flow, size_t version, uses_take *take, void *to);

/* Whether that version refers to the id, as an object or flow of whatever type. */
bool uses_has(const struct sim *sim, const struct org_flow *flow, size_t version, const char *id);

/*
 * The first flow that is not deleted and not among the query's ids whose checked-in or published
 * version refers to the id; NULL: none.
 */
const struct org_flow *uses_flow(const struct request *rq, const char *id);

/* The first object of this type whose content has the id; NULL: none. */
const struct org_object *uses_object(const struct sim *sim, const char *type, const char *id);

/* Whether a flow may not be deleted because something uses it: the answer is then the refusal. */
bool uses_keep_flow(struct request *rq, const struct org_flow *flow);

/* The same for an object that only Architect makes: a prompt, a schedule and so on. */
bool uses_keep_object(struct request *rq, const struct org_object *o);

#endif
