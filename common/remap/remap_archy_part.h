/*
 * remap_archy_part.h - change of a name only what differs, so that the rest is spelled as before.
 *
 * A name may have escapes ("S\u00fcd"), stand on several lines, or in a block (|). A rename such as
 * DEV_* to PROD_* and back then gives the first bytes again.
 */
#ifndef GC_REMAP_ARCHY_PART_H
#define GC_REMAP_ARCHY_PART_H

#include "remap/remap_archy.h"

/*
 * Add edits to r->edits. False, and nothing is added: the name is spelled as it is, so that it can be
 * replaced as a whole, or it must be, because the two have too little in common.
 */
bool remap_archy_part(
    struct remap_archy *r, struct slice yaml, const struct archy_ref *ref, struct slice new);

#endif
