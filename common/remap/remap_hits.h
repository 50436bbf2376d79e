/*
 * remap_hits.h - rewrite a part of a flow without walking over it, where UUIDs are all that matters.
 *
 * In most maps all ids that change are UUIDs, or contain one, no names change, and nothing is
 * missing that flows look up by name. Then only the strings with UUIDs (hits.h) matter in a
 * definition, manifests aside, and in most members of the record. Most UUIDs of a definition are in
 * the map or are ids of the flow's own nodes. As soon as a string of it may be a gap, or it has no
 * manifest, the record is read again by the walk of remap.c, which knows what is a gap:
 * remap.again is set.
 *
 * Only remap.c uses it.
 */
#ifndef GC_REMAP_HITS_H
#define GC_REMAP_HITS_H

#include "remap/remap_build.h"

/* Whether the prepared map allows it. */
bool remap_hits_fit(const struct remap *r);

/*
 * Whether the value whose first token was just read, of this type, is such a part: a member of the
 * definition, or of a common module's that is embedded in it; or one of the record.
 */
static inline bool
remap_hits_here(const struct json *j, enum json_type type)
{
	struct slice member, outer;

	if ((j->depth != 2 && j->depth != 3 && j->depth != 6) ||
	    (type != JSON_OBJECT && type != JSON_ARRAY))
		return false;
	outer = json_key_at(j, 1);
	if (j->depth == 2)
		return !slice_is(outer, "configuration") && !slice_is(outer, "division") &&
		       !slice_is(outer, "base");
	if (!slice_is(outer, "configuration"))
		return false;
	member = json_key_at(j, 2);
	if (j->depth == 3)
		return !slice_is(member, "manifest") && !slice_is(member, "commonModules");
	return slice_is(member, "commonModules") && slice_is(json_key_at(j, 4), "model") &&
	       !slice_is(json_key_at(j, 5), "manifest");
}

/* Read and check it, and rewrite it. False: it is not JSON, or the walk must read the record. */
bool remap_hits_read(struct remap *r, struct json *j);

#endif
