/*
 * entries.h - the entries of a catalog, by flow and by key: for the catalog's own files.
 */
#ifndef SAVE_ENTRIES_H
#define SAVE_ENTRIES_H

#include "catalog.h"

/* Append a JSON string's text, NUL-terminated; nothing for what is no string. */
void entries_text(struct slice value, struct buf *b);

/* The flow's number, by its id, or by type and name where it has none. IDSET_NONE: not known. */
size_t entries_number(struct catalog *c, const struct catalog_flow *flow);

/* The number of a path's key; new ones are added, so c->first may move. 0: that of the manifest. */
size_t entries_key(struct catalog *c, struct slice path);

/* Whether some entry but this one has a file of this key, or nobody may have one. */
bool entries_taken(const struct catalog *c, size_t key, size_t by_other_than);

/* Add or change the flow's entry; the path is taken over. A former path of its own goes stale. */
struct catalog_entry *entries_put(struct catalog *c, const struct catalog_flow *flow, char *path);

#endif
