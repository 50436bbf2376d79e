/*
 * entries.h - the entries of a catalog, by identity and by key: for the catalog's own files.
 */
#ifndef SAVE_ENTRIES_H
#define SAVE_ENTRIES_H

#include "catalog.h"

/* Append a JSON string's text, NUL-terminated; nothing for what is not a string. */
void entries_text(struct slice value, struct buf *b);

/* Its number, by its id, or by type and name where it has none. IDSET_NONE: not known. */
size_t entries_number(struct catalog *c, const struct catalog_item *item);

/* Start the table; no path may have the manifest's key. */
void entries_open(struct catalog *c);

/* Whether a path may not be an item's plain path: another entry has its key, or nobody may. */
bool entries_taken(struct catalog *c, struct slice path, bool object, size_t by_other_than);

/*
 * The entries that have a path's key (names.h), from a number + 1 on, which is 0 for the first; 0:
 * there are no more. entries_sibling(): that of the path with another extension; `which`: 0, 1, …;
 * false: there is no such extension of an object's file. Valid until the next call with a path.
 */
uint32_t entries_first(struct catalog *c, struct slice path);
uint32_t entries_next(struct catalog *c, uint32_t i);
bool entries_sibling(struct catalog *c, struct slice path, size_t which, uint32_t *first);

/* What tells twins apart: an id, or an object's type and id. Until the next id is added. */
struct slice entries_twin_id(const struct catalog *c, size_t number);
void entries_add_twin_id(const struct catalog_item *item, struct buf *b);

/* Add or change the entry; the path is taken over. Former files of its own go stale. */
struct catalog_entry *entries_put(struct catalog *c, const struct catalog_item *item, char *path);

/* Give the entry another path, or none; the old one is not freed. */
void entries_move(struct catalog *c, size_t number, char *path);

/* The number of an object's type. */
uint32_t entries_type(struct catalog *c, struct slice type);

/* The next suffix of a list of sides, or the first one for NULL. NULL: there are no more. */
const char *entries_side(const char *sides, const char *last);

/* A copy of the list, or NULL for one that is empty. */
char *entries_dup_sides(const char *sides);

#endif
