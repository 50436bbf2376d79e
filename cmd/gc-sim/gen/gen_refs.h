/*
 * gen_refs.h - the objects and other flows that a flow refers to.
 *
 * They follow from the flow's seed, without its body, so plants use them too, to know which
 * objects are used. Each is in the body and in the manifest; all else in the manifest is the same
 * in every org.
 */
#ifndef SIM_GEN_REFS_H
#define SIM_GEN_REFS_H

#include "gen/generate.h"

struct gen_ref {
	const char *type; /* "queue" */
	enum kind kind;   /* NO_KIND: a flow, or a name */
	size_t ordinal;   /* of the object, or the made flow's index */
	const char *id, *name;
};

enum { GEN_REFS_MAX = 96 };

struct gen_refs {
	struct gen_ref v[GEN_REFS_MAX];
	size_t n;
	char orphan[UUID_SIZE];
};

void gen_refs_of(
    const struct org *org, const struct generator *g, size_t made, struct gen_refs *refs);

/* The first of this kind at or after `from`; refs->n where there is none. */
size_t gen_refs_find(const struct gen_refs *refs, enum kind kind, size_t from);

#endif
