/* Cells of data tables: what each type of column can hold, and rows that hands broke. */
#include "objects/table_cell.h"
#include "objects/table_csv.h"
#include "tap.h"

static struct table_csv t = TABLE_CSV_INIT;

static void
cell_reads(enum table_type type, struct slice text, const char *want)
{
	struct buf json = BUF_INIT;
	const char *why = table_cell_read(type, text, &json);

	if (why != NULL) {
		buf_clear(&json);
		buf_puts(&json, why);
	}
	ok(tap_is(&json, want), "\"%.*s\": %s", (int)text.n, text.p, want);
}

static void
cell_unfit(enum table_type type, const char *value, const char *want)
{
	struct buf plain = BUF_INIT;
	const char *why = table_cell_unfit(type, slice_str(value), &plain);

	ok(want == NULL ? why == NULL : why != NULL && strcmp(why, want) == 0, "%s: %s", value,
	    want != NULL ? want : "fits");
	buf_release(&plain);
}

static void
test_cells(void)
{
	cell_reads(TABLE_INTEGER, slice_str(" 12.00 "), "12.00");
	cell_reads(TABLE_INTEGER, slice_str("12.5"), "is not an integer, such as 42");
	cell_reads(TABLE_INTEGER, slice_str("12e-1"), "is not an integer, such as 42");
	cell_reads(TABLE_INTEGER, slice_str("12.0E3"), "12.0E3");
	cell_reads(TABLE_INTEGER, slice_str("12.0e-3"), "is not an integer, such as 42");
	cell_reads(TABLE_INTEGER, slice_str("x"), "is not an integer, such as 42");
	cell_reads(TABLE_NUMBER, slice_str("1,5"), "is not a number, such as 1.5");
	cell_reads(TABLE_BOOLEAN, slice_str(" TRUE"), "true");
	cell_reads(TABLE_BOOLEAN, slice_str("falsE"), "false");
	cell_reads(TABLE_BOOLEAN, slice_str("wahr"), "is neither true nor false");
	cell_reads(TABLE_BOOLEAN, slice_str("fals1"), "is neither true nor false");
	cell_reads(TABLE_STRING, slice_of("a\0b", 3), "has a NUL character");
	cell_reads(TABLE_STRING, slice_of("", 0), "\"\"");
	cell_reads(TABLE_STRING, slice_str("\xff"), "is not UTF-8; save the file as \"CSV UTF-8\"");
	cell_unfit(TABLE_STRING, "5", "not a string, as its column says");
	cell_unfit(TABLE_STRING, "\"\\ud800\"", "a lone surrogate");
	cell_unfit(TABLE_STRING, "\"\\u0000\"", "a NUL character");
	cell_unfit(TABLE_STRING, "\"\"", NULL);
	cell_unfit(TABLE_BOOLEAN, "false", NULL);
	cell_unfit(TABLE_BOOLEAN, "0", "neither true nor false, as its column says");
	cell_unfit(TABLE_INTEGER, "1.0", NULL);
	cell_unfit(TABLE_INTEGER, "\"1\"", "not an integer, as its column says");
	cell_unfit(TABLE_NUMBER, "null", "not a number, as its column says");
}

static const char schema[] = "{\"schema\":{\"properties\":{\"key\":{\"type\":\"string\"},"
			     "\"v\":{\"type\":\"string\",\"displayOrder\":1}}}}";

static void
csv_reads(struct slice csv, const char *want)
{
	struct buf b = BUF_INIT;

	if (!table_csv_read(&t, slice_str(schema), csv, &b)) {
		buf_clear(&b);
		buf_printf(&b, "%zu: %s", t.line, t.why.p);
	}
	ok(tap_is(&b, want), "%.*s: %s", (int)csv.n, csv.p, want);
}

#define csv_text(text, want) csv_reads(slice_str(text), want)

static void
test_rows(void)
{
	csv_text("key,v\na,b\n", "[{\"key\":\"a\",\"v\":\"b\"}]");
	csv_text("key,v\n\n\na,\n\n", "[{\"key\":\"a\"}]");
	csv_text("key,v\na,\"\"\n", "[{\"key\":\"a\",\"v\":\"\"}]");
	csv_text("key,v\n,b\n", "2: column \"key\": a row needs a key");
	csv_text("key,v\na,b,\n", "[{\"key\":\"a\",\"v\":\"b\"}]");
	csv_text("key,v\na,b,\"\"\n", "2: 3 cells, but the first line has 2 names of columns");
	csv_text("key,v\na,b,c\n", "2: 3 cells, but the first line has 2 names of columns");
	csv_text("key,v\na\n", "2: 1 cells, but the first line has 2 names of columns");
	csv_text("key,v,\"\"\na,b\n", "1: column \"\" is not in the table's schema; remove it, or "
				      "add it to the schema");
	csv_text("key,v,\na,b,c\n", "2: cell 3 is in a column without a name");
	csv_text("key,v,v\n", "1: column \"v\" is there twice");
	csv_text("key\na\n", "1: column \"v\" of the table's schema is missing; add it (its cells "
			     "may be empty)");
	csv_text("", "1: column \"key\" of the table's schema is missing; add it (its cells may be "
		     "empty)");
	csv_text(
	    "key,\xff\n", "1: the name of a column is not UTF-8; save the file as \"CSV UTF-8\"");
	csv_text("key,v\na,\xff\n", "2: column \"v\": its cell is not UTF-8; save the file as "
				    "\"CSV UTF-8\"");
	csv_reads(slice_of("key,v\na,x\0y\n", 12), "2: column \"v\": \"x\" has a NUL character");
	csv_text("key,\"v", "1: the quotes of this cell are not closed");
	csv_text("key,v\na,\"b\nc", "2: the quotes of this cell are not closed");
}

int
main(void)
{
	test_cells();
	test_rows();
	table_csv_release(&t);
	return tap_done();
}
