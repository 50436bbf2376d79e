/*
 * sim_archy_flow.h - flows of real Archy YAML, which this org keeps as they came.
 *
 * gc-sim does not know Archy's language. Such a flow's configuration is a stub that opens, whose
 * manifest has the ids of what the YAML names (archy/archy_walk.h), and whose member "archy" is the
 * YAML itself: an export gives it back byte for byte.
 */
#ifndef SIM_ARCHY_FLOW_H
#define SIM_ARCHY_FLOW_H

#include "archy/archy_walk.h"

/* Append the id of an object of this type and name, of this category if it is not "". */
typedef void sim_archy_id(
    void *user, const char *type, const char *name, const char *category, struct buf *id);

/* Whether it is real Archy YAML, and not what sim_archy.h writes. */
bool sim_archy_is_real(struct slice text);

/* Append the configuration. `type`: as the API spells it. */
void sim_archy_configuration(struct buf *to, const struct archy *a, struct slice text,
    struct slice type, sim_archy_id *id_of, void *user);

/* Append the YAML in a configuration. False: it has none. */
bool sim_archy_kept(struct slice configuration, struct buf *to);

#endif
