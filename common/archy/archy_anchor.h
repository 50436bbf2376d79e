/*
 * archy_anchor.h - anchors and aliases of Archy YAML: &name and *name. Pure.
 *
 * No real flow has been seen with any, but people write them. An alias of a scalar of at most
 * ARCHY_ALIAS_MAX bytes has that scalar's value; longer ones and collections are never expanded. All
 * aliases together may have ARCHY_ALIASES_MAX bytes, and as many as the text for each of 16.
 */
#ifndef GC_ARCHY_ANCHOR_H
#define GC_ARCHY_ANCHOR_H

#include "archy/archy_yaml.h"
#include "base/buf.h"
#include "base/idset.h"

enum { ARCHY_ALIAS_MAX = 1000, ARCHY_ALIASES_MAX = 64 << 10, ARCHY_ALIASES_TIMES = 16 };

struct archy_anchor {
	bool scalar, read; /* read: its value is kept */
	enum archy_style style;
	size_t at, len; /* of the value, in archy_anchors.text */
	size_t from;    /* of the scalar */
};

struct archy_anchors {
	struct idset names;
	struct archy_anchor *v; /* by index in names: the newest of the name */
	size_t cap;
	struct buf text;
	size_t spent; /* bytes of aliases */
};

/* clang-format off */
#define ARCHY_ANCHORS_INIT {.names = IDSET_INIT, .text = BUF_INIT}
/* clang-format on */

/* The node, a scalar or the start of a collection, has this anchor. */
void archy_anchors_set(struct archy_anchors *a, struct slice name, const struct archy_node *node);

/*
 * Give an alias its value. NULL, or what is wrong with it: nothing before it has the anchor, or there
 * are too many bytes of aliases in a text of this size.
 */
const char *archy_anchors_get(
    struct archy_anchors *a, struct slice name, size_t size, struct archy_node *alias);

void archy_anchors_release(struct archy_anchors *a);

/* Where a scalar itself begins, behind the anchor and the tag that begin at byte `at`. */
size_t archy_anchor_skip(struct slice text, size_t at);

#endif
