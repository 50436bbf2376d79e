/*
 * remap_archy.h - rename what Archy YAML names, by a map, by rules (renames.h), or by both.
 *
 *	struct remap_archy r = REMAP_ARCHY_INIT;
 *	remap_archy_start(&r, &map, &renames);    // either may be NULL; the caller keeps them
 *	if (!remap_archy_read(&r, yaml))          // r.a: what the text describes
 *		complain(r.a.error);
 *	…r.gaps, r.changes
 *	if (!remap_archy_write(&r, yaml, &changed))
 *		complain(r.changes[r.failed]);
 *	remap_archy_release(&r);
 *
 * Names change where archy_walk.h finds them; ids in texts by the map's ids. All other bytes stay.
 * A rule wins over the map. A name belongs to the map's record of the same type and name, for data
 * actions of the same category too. A category changes with its data action, or by a rule for the
 * type "integration"; a rule for a flow's type also renames the flow itself.
 *
 * With a map these are gaps, which nothing but a rule can close:
 *   - an object that the map does not have, or that has several records with different targets;
 *   - an object, the flow itself, its division, or a looked-up name whose record is open. But a
 *     flow may be new: flows are found by name, and gc-put brings them in the order of their need;
 *   - an object whose name still has a placeholder.
 *
 * Some places cannot take a name: one with escapes between its quotes, a prompt in an expression
 * whose new name is more than letters, digits and "_", an expression that is an alias, and a long text
 * that has aliases. Such changes are `left`.
 *
 * An alias stays if all that its scalar names gets the same new names there as here. If not, the alias
 * is replaced by its own new name, or by the text that it was.
 */
#ifndef GC_REMAP_ARCHY_H
#define GC_REMAP_ARCHY_H

#include "archy/archy_edit.h"
#include "record/map.h"
#include "record/renames.h"

struct remap_archy_gap {
	size_t ref;                   /* in a.v */
	const struct map_record *rec; /* or NULL */
	const char *why;              /* static text, if there is no record */
};

struct remap_archy_change {
	size_t ref;
	uint32_t at, len; /* the new name or id, in `text` */
	bool left;        /* it is not made */
	bool settled;     /* of the first one of a scalar: its aliases have been looked at */
};

struct remap_archy {
	struct archy a;
	struct remap_archy_gap *gaps;
	size_t ngaps, gaps_cap;
	struct remap_archy_change *changes; /* in the order of the text */
	size_t nchanges, changes_cap, nleft;
	size_t failed; /* of remap_archy_write() */

	const struct map *map;
	struct renames *renames;
	struct idset names; /* of the map's records: type and name */
	uint32_t *first;    /* by index in names: a record's number + 1 */
	uint32_t *next;     /* by record: the next one of the same name, + 1 */
	size_t first_cap;
	struct archy_edits edits;
	struct buf text, key, part;
};

/* clang-format off */
#define REMAP_ARCHY_INIT {.a = ARCHY_INIT, .names = IDSET_INIT, .edits = ARCHY_EDITS_INIT, \
	.text = BUF_INIT, .key = BUF_INIT, .part = BUF_INIT}
/* clang-format on */

void remap_archy_start(struct remap_archy *r, const struct map *map, struct renames *renames);
bool remap_archy_read(struct remap_archy *r, struct slice yaml);
bool remap_archy_write(struct remap_archy *r, struct slice yaml, struct buf *to);
void remap_archy_release(struct remap_archy *r);

/* The new name of a change. */
static inline struct slice
remap_archy_new(const struct remap_archy *r, const struct remap_archy_change *change)
{
	return slice_of(r->text.p + change->at, change->len);
}

#endif
