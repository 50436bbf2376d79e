/*
 * remap_build.h - what the parts of a rewrite share: remap.c has the map and rewrites flows,
 * remap_object.c rewrites objects.
 */
#ifndef GC_REMAP_BUILD_H
#define GC_REMAP_BUILD_H

#include "remap/remap.h"

/* The form of a text; NULL: it is not an id of the map. */
static inline const struct remap_form *
remap_form_of(const struct remap *r, struct slice text)
{
	size_t index = idset_find(&r->ids, text);

	return index < r->nforms ? &r->forms[index] : NULL;
}

/* Replace an id, a part of the record. */
void remap_edit(
    struct remap *r, const struct json *j, struct slice token, const struct remap_form *form);

/* The form of a whole string, also if it is spelled with escapes. */
const struct remap_form *remap_whole_form(struct remap *r, struct slice token, bool escaped);

/*
 * Replace the ids inside the current string. Those of open records are gaps or, if `open` is not
 * NULL, only set that.
 */
void remap_edit_tokens(struct remap *r, const struct json *j, bool *open);

/* The same record, an object with a definition. */
bool remap_read_object(struct remap *r, struct json *j, struct slice text);

#endif
