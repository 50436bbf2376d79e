/*
 * sim_wrapups.h - the wrap-up codes of a queue.
 */
#ifndef SIM_WRAPUPS_H
#define SIM_WRAPUPS_H

#include "store/sim.h"

/* Add their ids to the set, in the queue's order. */
void wrapups_ids(const struct sim *sim, const struct org_object *queue, struct idset *ids);

#endif
