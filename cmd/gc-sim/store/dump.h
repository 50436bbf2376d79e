/*
 * dump.h - the org on stdout, as records, without a server.
 *
 * What gc-list and then gc-get would give: one `flow` record for each flow, deleted ones too, in
 * the order of the org, with the API's fields and the latest configuration (none where a flow was
 * never saved); one `object` record for each object, divisions among them.
 */
#ifndef SIM_DUMP_H
#define SIM_DUMP_H

#include "sim.h"

void dump_flows(const struct sim *sim);
void dump_objects(const struct sim *sim);

#endif
