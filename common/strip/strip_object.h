/*
 * strip_object.h - the rules for objects: what of a definition is not content (object_type.h).
 *
 * All are paths from the record's top, and all are for both purposes: an object changes by itself
 * in no other places. For a diff an empty description is removed too.
 */
#ifndef STRIP_OBJECT_H
#define STRIP_OBJECT_H

#include "objects/object_type.h"

enum strip_purpose { STRIP_RESTORE, STRIP_DIFF, STRIP_NONE };

struct strip_object_rules {
	char **v; /* patterns */
	size_t n, cap;
};

/* Append the rules of a type; NULL: those of all types. */
void strip_object_rules(
    struct strip_object_rules *to, enum strip_purpose purpose, const struct object_type *type);
void strip_object_rules_release(struct strip_object_rules *rules);

/* Rules of all types that drop only empty strings, or NULL after the last. */
const char *strip_object_empty_rule(enum strip_purpose purpose, size_t i);

#endif
