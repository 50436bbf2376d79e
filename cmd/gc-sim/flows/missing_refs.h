/*
 * missing_refs.h - what a configuration refers to and the org does not have.
 *
 * Looked at are the objects that its manifest names (common/refs.h, class object): what is the
 * same everywhere and what is made again on import needs no counterpart. A flow that was never
 * saved is not there either.
 */
#ifndef SIM_MISSING_REFS_H
#define SIM_MISSING_REFS_H

#include "base/slice.h"
#include "sim.h"

struct check_missing {
	char *type, *id, *name;
};

struct check {
	struct check_missing *v;
	size_t n, cap;
};

#define CHECK_INIT         \
	{                  \
		NULL, 0, 0 \
	}

void check_references(struct check *check, const struct sim *sim, struct slice configuration);
void check_release(struct check *check);

#endif
