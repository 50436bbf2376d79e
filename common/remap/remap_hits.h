/*
 * remap_hits.h - rewrite a part of a flow without walking over it, where UUIDs are all that matters.
 *
 * In most maps all ids that change are UUIDs, or contain one, no names change, and nothing is
 * missing that flows look up by name. Then only the strings with UUIDs (hits.h) matter in a member of the configuration, its manifest and embedded
 * modules aside, and most of them are in the map or are ids of the flow's own nodes. As soon as a
 * string may be a gap, or the definition has no manifest, the record is read again by
 * the walk of remap.c, which knows what is a gap: remap.again is set.
 *
 * Only remap.c uses it.
 */
#ifndef GC_REMAP_HITS_H
#define GC_REMAP_HITS_H

#include "remap/remap_build.h"

/* Whether the prepared map allows it. */
bool remap_hits_fit(const struct remap *r);

/* Whether the value whose first token was just read, of this type, is such a part. */
static inline bool
remap_hits_here(const struct json *j, enum json_type type)
{
	return j->depth == 3 && (type == JSON_OBJECT || type == JSON_ARRAY) &&
	       slice_is(json_key_at(j, 1), "configuration") &&
	       !slice_is(json_key_at(j, 2), "manifest") &&
	       !slice_is(json_key_at(j, 2), "commonModules");
}

/* Read and check it, and rewrite it. False: it is not JSON, or the walk must read the record. */
bool remap_hits_read(struct remap *r, struct json *j);

#endif
