/*
 * table_csv.h - the rows of a data table as CSV, and back. Pure.
 *
 *	if (!table_csv_write(&t, configuration, rows, &csv))     // t.why: keep the rows as JSON
 *	if (!table_csv_read(&t, configuration, csv, &rows))      // t.line, t.why: what is wrong
 *
 * The first line has the names of the columns (table_columns.h), each further line is a row. Lines
 * end in LF, so that a changed cell is a changed line in git; csv.h says what is read. A cell is
 *
 *	string    its text, unchanged
 *	boolean   true or false; in any case when read
 *	integer   the number as the JSON spells it; no fraction
 *	number    the number as the JSON spells it: 1.50, 1e3
 *	nothing   the row has no such member
 *	""        a string of no characters; in a column of another type: nothing
 *
 * What CSV cannot say is not written: then t.why says which row, and the caller keeps all rows of
 * the table as JSON. That is a value of another type than its column's (null too), a member that is
 * not in the schema or occurs twice, a row without its key, a lone surrogate, a NUL character.
 *
 * Values come back exactly, numbers with their spelling, and strings in their shortest; the members
 * of a row come in the order of the columns. Two rows of one key are two rows.
 *
 * Read are the columns in any order. A column that is missing or not in the schema is an error, but
 * for columns without a name and without a value, as spreadsheets leave them. A line of empty cells
 * is skipped for the same reason.
 *
 * A spreadsheet may take a cell such as =1+1 for a formula (CSV injection). Cells are never changed
 * for that: what changed them would change the table.
 */
#ifndef GC_TABLE_CSV_H
#define GC_TABLE_CSV_H

#include "objects/csv.h"
#include "objects/table_columns.h"

struct table_csv {
	size_t line; /* of the CSV, from 1: where the error is */
	struct buf why;

	struct table_columns columns;
	struct csv csv;
	struct slice *cells; /* writing: by column; n = 0: none. */
	size_t cells_cap;
	size_t *places; /* reading: the column of each cell of a line */
	size_t nplaces, places_cap;
	struct buf plain, row;
};

/* clang-format off */
#define TABLE_CSV_INIT {.why = BUF_INIT, .columns = TABLE_COLUMNS_INIT, .csv = CSV_INIT, \
	.plain = BUF_INIT, .row = BUF_INIT}
/* clang-format on */

/*
 * Append the CSV of `rows`, an array. Both are checked JSON. False: why has the reason, and what was
 * appended is of no use.
 */
bool table_csv_write(
    struct table_csv *t, struct slice configuration, struct slice rows, struct buf *csv);

/*
 * Append the rows as a JSON array. The configuration is checked JSON, the CSV is not. False: line and
 * why have the reason.
 */
bool table_csv_read(
    struct table_csv *t, struct slice configuration, struct slice csv, struct buf *rows);

void table_csv_release(struct table_csv *t);

#endif
