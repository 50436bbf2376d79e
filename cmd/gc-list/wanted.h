/*
 * wanted.h - which types to list: operands, sets of types, and what a stream of references needs.
 */
#ifndef LIST_WANTED_H
#define LIST_WANTED_H

#include "record/listed_types.h"

enum { WANTED_MAX = 256 }; /* more than there are types */

struct wanted {
	const struct type *v[WANTED_MAX]; /* each type once, in the order of asking */
	size_t n;
};

/*
 * "queue", "flow", …, or a set: "all", "objects" (the types with a definition, object_type.h),
 * "creatable" (those that gc-put creates). Another word is a usage error, which says what would do.
 */
void wanted_add(struct wanted *w, const char *operand);

/*
 * The types of the `ref` records in a file ("-": stdin) that live in an org: objects, ids in
 * literals where the type is known, unknown references, the flows and objects themselves and their
 * divisions. A warning
 * reports a type that the API cannot list.
 */
void wanted_add_references(struct wanted *w, const char *path);

bool wanted_has(const struct wanted *w, const char *name);

#endif
