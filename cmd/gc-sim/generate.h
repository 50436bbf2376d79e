/*
 * generate.h - what the org's other files need of the generator.
 */
#ifndef SIM_GENERATE_H
#define SIM_GENERATE_H

#include "org.h"
#include "random.h"

/* The id that an object of this type and name has in this org; nth tells twins apart, from 0. */
void generate_id(const struct org_plan *plan, const char *type, const char *name, size_t nth,
    char id[UUID_SIZE]);

/* The org's own id and name, and its divisions: "Home" is the first. */
void generate_frame(struct org *org, const struct org_plan *plan);

/* Append the configuration of one version of a generated flow. */
void generator_body(
    const struct org *org, const struct org_flow *flow, size_t version, struct buf *to);

void generator_release(struct generator *generator);

#endif
