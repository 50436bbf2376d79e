/*
 * flowjson.h - a flow and its versions as the API's JSON objects Flow and FlowVersion.
 */
#ifndef SIM_FLOWJSON_H
#define SIM_FLOWJSON_H

#include "base/buf.h"
#include "sim.h"

/* `view`: the shorter object of /flows/divisionviews. */
void put_flow(struct buf *b, const struct sim *sim, const struct org_flow *flow, bool view);

/* Version flow->versions[i]. */
void put_version(struct buf *b, const struct sim *sim, const struct org_flow *flow, size_t i);

/* {"id":…,"name":…,"selfUri":"<path><id>"} */
void put_ref(struct buf *b, const char *key, const char *id, const char *name, const char *path);

/* Somebody of the org, by name: the object "user" where there is one. */
void put_person(struct buf *b, const struct sim *sim, const char *key, const char *name);

#endif
