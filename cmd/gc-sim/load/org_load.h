/*
 * org_load.h - an org from files.
 */
#ifndef SIM_ORG_LOAD_H
#define SIM_ORG_LOAD_H

#include "gen/org_plan.h"

/*
 * What is in a folder, or in a file of records ("-": stdin), as an org:
 *
 *	*.yaml *.yml *.json *.i3…   whatever gc-load reads: flow records as gc-save wrote them, bare
 *	                            configurations, Architect's exports (flowfile.h)
 *	*.ndjson                    records: flows, and objects for the inventories
 *
 * Configurations are kept byte for byte, and flows, objects and divisions keep their ids: that is
 * a copy of the org that the records name. A bare configuration gets the id by which other flows
 * of the folder refer to it, or one that follows from seed and name. What manifests name and no
 * record brings becomes an object of the org, so that its inventories are not empty; but if records
 * list objects of its type, it is missing in that org, and in this one too. Versions, drafts and
 * locks are those of the records.
 * Ends the program where a file cannot be read (74) or is not what its name says (65).
 */
void org_load(struct org *org, const char *path, const struct org_plan *plan);

#endif
