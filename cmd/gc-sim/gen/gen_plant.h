/*
 * gen_plant.h - problems and unusual cases, for checks to find: the texts of org_plan.plants,
 * "KIND=N". The kinds are described at struct org_plan (org_plan.h). gen_plant.c reads them,
 * gen_plant_objects.c and gen_plant_flows.c do them.
 */
#ifndef SIM_GEN_PLANT_H
#define SIM_GEN_PLANT_H

#include "gen/gen_refs.h"
#include "gen/generate.h"

struct planting {
	struct org *org;
	struct generator *g;
	bool *taken;  /* made flows that a plant has changed already */
	bool *gone;   /* objects, by index, that will be removed */
	size_t ngone; /* how many indices it has */
	struct candidate {
		enum kind kind;
		size_t ordinal;
	} * used; /* objects that flows refer to, in the order of their first use */
	size_t nused, used_cap, next_used;
};

/*
 * Before the objects' names are used and after. A plant that is unknown, or of which there cannot
 * be so many, ends the program (2).
 */
void gen_plant_all(struct org *org, struct generator *g, const char *const *plants);

/* Whether `kind` is one of theirs; then it has been planted n times, or once with the size n. */
bool gen_plant_objects(struct planting *p, const char *kind, size_t n);
bool gen_plant_flows(struct planting *p, const char *kind, size_t n);

/* Remove the missing objects from the org and correct all indices. */
void gen_plant_finish(struct planting *p);

#endif
