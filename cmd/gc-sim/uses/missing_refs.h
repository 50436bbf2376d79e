/*
 * missing_refs.h - what a configuration refers to and the org does not have.
 *
 * It compares the manifest's references of class object (refs/refs.h) with the org. Other classes
 * exist in every org or are made on import. A flow that was never saved counts as missing.
 */
#ifndef SIM_MISSING_REFS_H
#define SIM_MISSING_REFS_H

#include "base/slice.h"
#include "store/sim.h"

struct missing_ref {
	char *type, *id, *name;
};

struct missing_refs {
	struct missing_ref *v;
	size_t n, cap;
};

#define MISSING_REFS_INIT  \
	{                  \
		NULL, 0, 0 \
	}

/* Whether the org has an object or flow of this id that a reference of this type can mean. */
bool missing_refs_org_has(const struct sim *sim, struct slice type, const char *id);

void missing_refs_find(
    struct missing_refs *missing, const struct sim *sim, struct slice configuration);
void missing_refs_release(struct missing_refs *missing);

#endif
