/*
 * entries.h - the entries of a catalog, by identity and by key: for the catalog's own files.
 */
#ifndef SAVE_ENTRIES_H
#define SAVE_ENTRIES_H

#include "catalog.h"

/* Append a JSON string's text, NUL-terminated; nothing for what is no string. */
void entries_text(struct slice value, struct buf *b);

/* Its number, by its id, or by type and name where it has none. IDSET_NONE: not known. */
size_t entries_number(struct catalog *c, const struct catalog_item *item);

/* The number of a path's key; new ones are added, so c->first may move. 0: that of the manifest. */
size_t entries_key(struct catalog *c, struct slice path);

/* Whether a path may not be an item's plain path: another entry has its key, or nobody may. */
bool entries_taken(struct catalog *c, struct slice path, bool object, size_t by_other_than);

/*
 * The first entry that has the key of the path with another extension: its number + 1; 0: none.
 * `which`: 0, 1, …; false: there is no such extension of an object's file.
 */
bool entries_sibling(struct catalog *c, struct slice path, size_t which, uint32_t *first);

/* What tells twins apart, appended: an id, or an object's type and id. */
void entries_twin_id(const struct catalog_item *item, struct buf *b);

/* Add or change the entry; the path is taken over. Former files of its own go stale. */
struct catalog_entry *entries_put(struct catalog *c, const struct catalog_item *item, char *path);

/* The next suffix of a list of sides, or the first one for NULL. NULL: there are no more. */
const char *entries_side(const char *sides, const char *last);

#endif
