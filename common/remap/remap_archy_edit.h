/*
 * remap_archy_edit.h - the changes of remap_archy.h as edits of the text, with what aliases become.
 */
#ifndef GC_REMAP_ARCHY_EDIT_H
#define GC_REMAP_ARCHY_EDIT_H

#include "remap/remap_archy.h"

/* What stands in the reference's place, in r->part. False: the place cannot take the name. */
bool remap_archy_spell(
    struct remap_archy *r, struct slice yaml, const struct archy_ref *ref, struct slice to);

/* When r->changes is complete: fill r->edits. A change that is not possible becomes `left`. */
void remap_archy_edit(struct remap_archy *r, struct slice yaml);

#endif
