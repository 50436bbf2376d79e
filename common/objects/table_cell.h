/*
 * table_cell.h - one cell of a data table: a JSON value as CSV text, and back (table_csv.h). Pure.
 */
#ifndef GC_TABLE_CELL_H
#define GC_TABLE_CELL_H

#include "objects/table_columns.h"

/* NULL, or static text: why a cell of this type cannot hold the JSON value. */
const char *table_cell_unfit(enum table_type type, struct slice value, struct buf *plain);

/* Append a value that fits, as CSV. */
void table_cell_write(struct slice value, struct buf *plain, struct buf *csv);

/*
 * Append a cell's text as a JSON value of this type. NULL, or what is wrong: a text to follow the
 * cell in a message.
 */
const char *table_cell_read(enum table_type type, struct slice text, struct buf *json);

#endif
