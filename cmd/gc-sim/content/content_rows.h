/*
 * content_rows.h - the rows of data tables, kept or generated.
 */
#ifndef SIM_CONTENT_ROWS_H
#define SIM_CONTENT_ROWS_H

#include "org/org.h"

enum { ROWS_MAX = 5000 };

size_t rows_count(const struct org *org, const struct org_object *table);

/* Row i as a JSON object, and its key, appended. */
void rows_text(const struct org *org, const struct org_object *table, size_t i, struct buf *b);
void rows_key(const struct org_object *table, size_t i, struct buf *b);

/* The row of this key, appended; false: there is none. Case counts. */
bool rows_find(
    const struct org *org, const struct org_object *table, const char *key, struct buf *b);

/* From now on the rows are the table's own: they can be written. */
void rows_settle(const struct org *org, struct org_object *table);

#endif
