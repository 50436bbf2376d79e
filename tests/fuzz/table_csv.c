/* A data table's CSV: any bytes are read or refused with a line; what is read comes back. */
#include "fuzz.h"
#include "objects/table_csv.h"

static const char schema[] =
    "{\"schema\":{\"properties\":{\"key\":{\"type\":\"string\",\"displayOrder\":0},"
    "\"b\":{\"type\":\"boolean\",\"displayOrder\":1},\"i\":{\"type\":\"integer\"},"
    "\"n\":{\"type\":\"number\"},\"s\":{\"type\":\"string\"}}}}";

/* Read, in the schema's order of columns. */
static bool
table_csv_read_again(struct table_csv *t, struct slice csv, struct buf *rows)
{
	buf_clear(rows);
	return table_csv_read(t, slice_str(schema), csv, rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct table_csv t = TABLE_CSV_INIT;
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT, rows = BUF_INIT, csv = BUF_INIT, again = BUF_INIT;
	struct slice bytes = fuzz_text(data, size);

	/* with the first line that it needs: else hardly anything is read */
	buf_puts(&text, "key,b,i,n,s\n");
	buf_add_slice(&text, bytes);
	for (int i = 0; i < 2; i++) {
		if (!table_csv_read_again(&t, i == 0 ? bytes : buf_slice(&text), &rows)) {
			fuzz_must(t.line > 0 && t.why.n > 0);
			continue;
		}
		fuzz_must(fuzz_is_json(&j, buf_slice(&rows)));
		buf_clear(&csv);
		fuzz_must(table_csv_write(&t, slice_str(schema), buf_slice(&rows), &csv));
		fuzz_must(table_csv_read_again(&t, buf_slice(&csv), &rows));
		buf_clear(&again);
		fuzz_must(table_csv_write(&t, slice_str(schema), buf_slice(&rows), &again));
		fuzz_must(slice_eq(buf_slice(&csv), buf_slice(&again)));
	}
	table_csv_release(&t);
	json_release(&j);
	buf_release(&text);
	buf_release(&rows);
	buf_release(&csv);
	buf_release(&again);
	return 0;
}
