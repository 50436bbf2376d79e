/*
 * row_compare.h - two rows of a data table: the record's and the target's. Pure.
 *
 * Equal are numbers of the same value, strings of the same text, and a column that one of them does
 * not have while the other has what the server fills in: the schema's `default`, or else false, 0,
 * "" and null.
 */
#ifndef GC_ROW_COMPARE_H
#define GC_ROW_COMPARE_H

#include "json/members.h"
#include "put/object_view.h"

/* table: the view of the table's configuration, with its schema. */
bool row_equals(
    const struct object_view *table, const struct members *mine, const struct members *theirs);

/* Append the row as a request spells it: without selfUri, unless that is a column. */
void row_write(const struct object_view *table, const struct members *row, struct buf *to);

#endif
