/*
 * dump.h - write the org to stdout as records, without a server.
 *
 * The output equals that of gc-list and gc-get: one `flow` record for each flow, deleted ones too, in
 * the order of the org, with the API's fields and the latest configuration (none where a flow was
 * never saved); one `object` record for each object, divisions among them.
 */
#ifndef SIM_DUMP_H
#define SIM_DUMP_H

#include "store/sim.h"

void dump_flows(const struct sim *sim);
void dump_objects(const struct sim *sim);

#endif
