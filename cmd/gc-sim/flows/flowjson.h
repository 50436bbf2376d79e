/*
 * flowjson.h - a flow and its versions as the API's JSON objects Flow and FlowVersion.
 */
#ifndef SIM_FLOWJSON_H
#define SIM_FLOWJSON_H

#include "base/buf.h"
#include "store/sim.h"

/* `view`: the shorter object of /flows/divisionviews. */
void flowjson_flow(struct buf *b, const struct sim *sim, const struct org_flow *flow, bool view);

/* Version flow->versions[i]; the draft if i is flow->n. */
void flowjson_version(struct buf *b, const struct sim *sim, const struct org_flow *flow, size_t i);

/* The author of all versions. */
void flowjson_author(struct buf *b, const struct sim *sim, const char *key);

/* A user by name: the org's object if there is one. */
void flowjson_person(struct buf *b, const struct sim *sim, const char *key, const char *name);

#endif
