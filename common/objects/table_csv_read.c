/* table_csv_read.c - the rows of a data table as CSV: reading */
#include "base/mem.h"
#include "base/utf8.h"
#include "json/json.h"
#include "json/json_write.h"
#include "objects/table_cell.h"
#include "objects/table_csv.h"

#define NO_COLUMN SIZE_MAX

/* More of a cell than this is not in a message. */
enum { CELL_SHOWN = 60 };

static bool GC_PRINTF(3, 4) table_wrong(struct table_csv *t, size_t line, const char *fmt, ...)
{
	va_list args;

	t->line = line;
	buf_clear(&t->why);
	va_start(args, fmt);
	buf_vprintf(&t->why, fmt, args);
	va_end(args);
	return false;
}

/* A cell as a message shows it. */
static struct slice
table_shown(struct slice cell)
{
	return slice_of(cell.p, utf8_floor(cell, CELL_SHOWN));
}

static bool
table_wrong_cell(struct table_csv *t, size_t column, const char *why)
{
	struct slice name = table_columns_name(&t->columns, column);
	struct slice cell = table_shown(t->csv.cell);

	if (!utf8_is(t->csv.cell))
		return table_wrong(t, t->csv.line, "column \"%.*s\": its cell %s", SLICE_ARGS(name),
		    table_cell_read(TABLE_STRING, t->csv.cell, &t->plain));
	return table_wrong(t, t->csv.line, "column \"%.*s\": \"%.*s%s\" %s", SLICE_ARGS(name),
	    SLICE_ARGS(cell), cell.n < t->csv.cell.n ? "…" : "", why);
}

/* A cell of the first line names the column of the cells below it. */
static bool
table_take_name(struct table_csv *t)
{
	struct slice cell = t->csv.cell;
	size_t column = NO_COLUMN;

	if (cell.n > 0 || t->csv.quoted) {
		column = idset_find(&t->columns.names, cell);
		if (!utf8_is(cell))
			return table_wrong(t, t->csv.line,
			    "the name of a column is not UTF-8; save the file as \"CSV UTF-8\"");
		if (column == IDSET_NONE)
			return table_wrong(t, t->csv.line,
			    "column \"%.*s\" is not in the table's schema; remove it, or add it to "
			    "the "
			    "schema",
			    SLICE_ARGS(table_shown(cell)));
		for (size_t i = 0; i < t->nplaces; i++)
			if (t->places[i] == column)
				return table_wrong(t, t->csv.line, "column \"%.*s\" is there twice",
				    SLICE_ARGS(table_shown(cell)));
	}
	t->places = xgrow(t->places, &t->places_cap, t->nplaces + 1, sizeof *t->places);
	t->places[t->nplaces++] = column;
	return true;
}

/* The first line: every column of the schema, in any order. */
static bool
table_read_header(struct table_csv *t)
{
	t->nplaces = 0;
	do {
		if (!csv_next(&t->csv))
			break;
		if (!table_take_name(t))
			return false;
	} while (!t->csv.last);
	for (size_t column = 0; t->csv.error == NULL && column < t->columns.n; column++) {
		size_t i = 0;
		while (i < t->nplaces && t->places[i] != column)
			i++;
		if (i == t->nplaces)
			return table_wrong(t, 1,
			    "column \"%.*s\" of the table's schema is missing; add it (its cells "
			    "may "
			    "be empty)",
			    SLICE_ARGS(table_columns_name(&t->columns, column)));
	}
	return true;
}

/* The cell is the i-th of its line. */
static bool
table_take_cell(struct table_csv *t, size_t i)
{
	bool empty = t->csv.cell.n == 0;
	size_t column = t->places[i];
	const char *why;

	if (column == NO_COLUMN)
		return empty ||
		       table_wrong(t, t->csv.line, "cell %zu is in a column without a name", i + 1);
	if (empty && (!t->csv.quoted || t->columns.v[column].type != TABLE_STRING))
		return true;
	/* a control character is six bytes of JSON */
	if (!buf_fits(&t->row, 6 * t->csv.cell.n + t->columns.v[column].token.n + 8))
		return table_wrong(t, t->csv.line, "more than 1 GiB of rows");
	json_write_key(&t->row, t->columns.v[column].token);
	why = table_cell_read(t->columns.v[column].type, t->csv.cell, &t->row);
	return why == NULL || table_wrong_cell(t, column, why);
}

/* Read a line of cells into t->row, an object. False: there is none, or an error. */
static bool
table_read_row(struct table_csv *t, bool *has_key)
{
	size_t line = t->csv.lines + 1, n = 0;

	buf_clear(&t->row);
	buf_putc(&t->row, '{');
	*has_key = false;
	do {
		size_t before = t->row.n;
		if (!csv_next(&t->csv))
			return false;
		if (n < t->nplaces && !table_take_cell(t, n))
			return false;
		if (n < t->nplaces && t->places[n] == 0)
			*has_key = t->row.n > before;
		n += n < t->nplaces || t->csv.cell.n > 0 || t->csv.quoted;
	} while (!t->csv.last);
	/* a line without a byte is not a row */
	if (n == t->nplaces || t->row.n == 1)
		return true;
	return table_wrong(
	    t, line, "%zu cells, but the first line has %zu names of columns", n, t->nplaces);
}

static bool
table_read_rows(struct table_csv *t, struct buf *rows)
{
	bool has_key;

	for (;;) {
		size_t line = t->csv.lines + 1;
		if (!table_read_row(t, &has_key))
			return t->why.n == 0 && t->csv.error == NULL;
		if (t->row.n == 1)
			continue;
		if (!has_key)
			return table_wrong(t, line, "column \"" TABLE_KEY "\": a row needs a key");
		if (!buf_fits(rows, t->row.n + 3))
			return table_wrong(t, line, "more than 1 GiB of rows");
		if (rows->p[rows->n - 1] == '}')
			buf_putc(rows, ',');
		buf_add_slice(rows, buf_slice(&t->row));
		buf_putc(rows, '}');
	}
}

bool
table_csv_read(struct table_csv *t, struct slice configuration, struct slice csv, struct buf *rows)
{
	const char *why = table_columns_read(&t->columns, configuration);

	buf_clear(&t->why);
	if (why != NULL)
		return table_wrong(t, 1, "%s", why);
	if (utf8_is_utf16(csv))
		return table_wrong(t, 1, "%s", UTF8_REMEDY);
	csv_start(&t->csv, csv);
	buf_putc(rows, '[');
	if (!table_read_header(t) || !table_read_rows(t, rows)) {
		if (t->csv.error != NULL)
			table_wrong(t, t->csv.line, "%s", t->csv.error);
		return false;
	}
	if (t->csv.error != NULL)
		return table_wrong(t, t->csv.line, "%s", t->csv.error);
	buf_putc(rows, ']');
	return true;
}
