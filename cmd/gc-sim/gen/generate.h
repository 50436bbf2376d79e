/*
 * generate.h - the parts of a generated org; shared by the files of the generator:
 *
 *	generate.c     divisions, versions; the whole
 *	gen_id.c       streams and ids, which follow from the seed
 *	gen_flows.c    flows, of the types of gen_flow_type.c, with the names of gen_words.c,
 *	               gen_distinct.c
 *	gen_objects.c  objects, of the kinds of gen_kind.c
 *	gen_refs.c     which objects and flows each flow refers to
 *	gen_plant.c    what differs on purpose, with gen_plant_*.c
 *	gen_body.c     configurations; its header names the files that help
 *
 * Names and everything that a flow has of its own come from the seed, so two orgs of one seed
 * share them; ids and divisions' ids come from the seed and the org's name.
 */
#ifndef SIM_GENERATE_H
#define SIM_GENERATE_H

#include "gen/gen_made.h"

/* A stream that depends on the seed and a number: forks of one seed have nothing in common. */
struct rng generate_fork(uint64_t seed, uint64_t number);

/* Turn the case of every ASCII letter; false where there is none. */
bool generate_swap_case(char *s);

/* The id that an object of this type and name has in this org; nth tells twins apart, from 0. */
void generate_id(const struct org_plan *plan, const char *type, const char *name, size_t nth,
    char id[UUID_SIZE]);

void generate_org(struct org *org, const struct org_plan *plan);       /* its own id and name */
void generate_divisions(struct org *org, const struct org_plan *plan); /* "Home" is the first */

/* gen_flows.c: all of them, into generator->flows; then, when their names are settled, the index.
 */
void generate_flows(struct generator *g);
void generate_index(struct generator *g);

/* gen_objects.c: all of them, into org->objects and generator->objects. */
void generate_objects(struct org *org, struct generator *g);

/* Append the configuration of one version of a generated flow. */
void generate_body(
    const struct org *org, const struct org_flow *flow, size_t version, struct buf *to);

#endif
