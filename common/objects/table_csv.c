/* table_csv.c - the rows of a data table as CSV: writing */
#include "objects/table_csv.h"
#include "base/mem.h"
#include "json/json.h"
#include "json/peek.h"
#include "objects/table_cell.h"

static bool
table_refuse(struct table_csv *t, size_t row, struct slice name, const char *why)
{
	buf_clear(&t->why);
	buf_printf(&t->why, "row %zu: ", row);
	if (name.p != NULL) {
		buf_puts(&t->why, "column \"");
		json_unescape(name, &t->why);
		buf_puts(&t->why, "\": ");
	}
	buf_puts(&t->why, why);
	return false;
}

/* Sort the members of a row into t->cells. */
static bool
table_take_row(struct table_csv *t, size_t number, struct slice row)
{
	struct slice name, value;
	const char *why;

	if (row.p[0] != '{')
		return table_refuse(t, number, slice_of(NULL, 0), "not an object");
	memset(t->cells, 0, t->columns.n * sizeof *t->cells);
	while (peek_member(&row, &name, &value)) {
		size_t i = idset_find(&t->columns.names, json_text(name, &t->plain));
		if (i == IDSET_NONE)
			return table_refuse(t, number, name, "not in the schema");
		if (t->cells[i].n > 0)
			return table_refuse(t, number, name, "it is there twice");
		why = table_cell_unfit(t->columns.v[i].type, value, &t->plain);
		if (why != NULL)
			return table_refuse(t, number, name, why);
		t->cells[i] = value;
	}
	if (t->cells[0].n == 0)
		return table_refuse(t, number, slice_of(NULL, 0), "it has no key");
	return true;
}

static void
table_put_row(struct table_csv *t, struct buf *csv)
{
	for (size_t i = 0; i < t->columns.n; i++) {
		if (i > 0)
			buf_putc(csv, ',');
		if (t->cells[i].n > 0)
			table_cell_write(t->cells[i], &t->plain, csv);
	}
	buf_putc(csv, '\n');
}

static void
table_put_header(const struct table_csv *t, struct buf *csv)
{
	for (size_t i = 0; i < t->columns.n; i++) {
		if (i > 0)
			buf_putc(csv, ',');
		csv_write(csv, table_columns_name(&t->columns, i));
	}
	buf_putc(csv, '\n');
}

bool
table_csv_write(struct table_csv *t, struct slice configuration, struct slice rows, struct buf *csv)
{
	const char *why = table_columns_read(&t->columns, configuration);
	struct slice row;

	buf_clear(&t->why);
	if (why != NULL) {
		buf_puts(&t->why, why);
		return false;
	}
	t->cells = xgrow(t->cells, &t->cells_cap, t->columns.n, sizeof *t->cells);
	table_put_header(t, csv);
	for (size_t number = 1; peek_element(&rows, &row); number++) {
		if (!table_take_row(t, number, row))
			return false;
		if (!buf_fits(csv, row.n + t->columns.n))
			return table_refuse(t, number, slice_of(NULL, 0), "too large for CSV");
		table_put_row(t, csv);
	}
	return true;
}

void
table_csv_release(struct table_csv *t)
{
	free(t->cells);
	free(t->places);
	table_columns_release(&t->columns);
	csv_release(&t->csv);
	buf_release(&t->why);
	buf_release(&t->plain);
	buf_release(&t->row);
	*t = (struct table_csv)TABLE_CSV_INIT;
}
