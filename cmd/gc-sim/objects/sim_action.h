/*
 * sim_action.h - data actions: templates that the configuration names by a URI.
 */
#ifndef SIM_ACTION_H
#define SIM_ACTION_H

#include "base/buf.h"
#include "store/sim.h"

/* The value of `config`: for half of the actions, templates are given by URI. */
void action_put_config(
    const struct sim *sim, const struct org_object *o, struct slice config, struct buf *b);

#endif
