/*
 * gen_cast.h - who plays in a flow: the objects and other flows that it refers to.
 *
 * The cast follows from the flow's seed, before and without its body, so it is also what a test
 * or a plant asks to know which objects are used. Every member stands in the body and in the
 * manifest, and nothing else is in the manifest but what is the same in every org.
 */
#ifndef SIM_GEN_CAST_H
#define SIM_GEN_CAST_H

#include "generate.h"

struct member {
	const char *type; /* "queue" */
	enum kind kind;   /* NO_KIND: a flow, or a name */
	size_t ordinal;   /* of the object, or the made flow's index */
	const char *id, *name;
};

enum { CAST_MAX = 96 };

struct cast {
	struct member v[CAST_MAX];
	size_t n;
	char orphan[UUID_SIZE];
};

void cast_flow(const struct org *org, const struct generator *g, size_t made, struct cast *cast);

/* The first member of this kind at or after `from`; cast->n where there is none. */
size_t cast_find(const struct cast *cast, enum kind kind, size_t from);

#endif
