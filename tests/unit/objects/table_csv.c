/* table_csv.h: rows as CSV by a table's schema, and back; what CSV cannot say; what hands break. */
#include "json/json.h"
#include "json/json_write.h"
#include "objects/table_csv.h"
#include "random.h"
#include "tap.h"

static struct table_csv t = TABLE_CSV_INIT;

/* Columns in another order than their displayOrder, one without. */
static const char schema[] =
    "{\"id\":\"t\",\"schema\":{\"type\":\"object\",\"properties\":{"
    "\"Late\":{\"type\":\"string\"},"
    "\"Sum\":{\"type\":\"number\",\"displayOrder\":3},"
    "\"Flag\":{\"type\":\"boolean\",\"displayOrder\":10},"
    "\"Name, \\\"x\\\"\":{\"title\":\"n\",\"type\":\"string\",\"displayOrder\":1},"
    "\"Count\":{\"type\":\"integer\",\"displayOrder\":2.0},"
    "\"key\":{\"title\":\"ani\",\"type\":\"string\",\"displayOrder\":5}}}}";

#define HEADER "key,\"Name, \"\"x\"\"\",Count,Sum,Flag,Late\n"

#define UNNAMED "key,\"Name, \"\"x\"\"\",Count,Sum,Flag,Late,\n"
#define SIXTY   "123456789x123456789x123456789x123456789x123456789x123456789x"

static bool
table_csv_writes(const char *rows, const char *want)
{
	struct buf b = BUF_INIT;
	bool good = table_csv_write(&t, slice_str(schema), slice_str(rows), &b), same;

	same = good ? slice_is(buf_slice(&b), want) : slice_is(buf_slice(&t.why), want);
	if (!same)
		printf("# got %s\n", good ? b.p : t.why.p);
	buf_release(&b);
	return same;
}

static bool
table_csv_reads(const char *csv, const char *want)
{
	struct buf b = BUF_INIT;
	bool good = table_csv_read(&t, slice_str(schema), slice_str(csv), &b), same;

	if (!good) {
		buf_clear(&b);
		buf_printf(&b, "%zu: %s", t.line, t.why.p);
	}
	same = slice_is(buf_slice(&b), want);
	if (!same)
		printf("# got %s\n", b.p);
	buf_release(&b);
	return same;
}

static void
both_ways(void)
{
	static const char rows[] =
	    "[{\"key\":\"+4912\",\"Name, \\\"x\\\"\":\"a\\nb\",\"Count\":12345678901234567890,"
	    "\"Sum\":1.50,\"Flag\":true,\"Late\":\" 007 \"},"
	    "{\"key\":\"\",\"Name, \\\"x\\\"\":\"\",\"Count\":1e3,\"Sum\":-0.0E-5,\"Flag\":false},"
	    "{\"key\":\"+4912\",\"Count\":2.0}]";
	static const char csv[] = HEADER "+4912,\"a\nb\",12345678901234567890,1.50,true,\" 007 \"\n"
					 "\"\",\"\",1e3,-0.0E-5,false,\n"
					 "+4912,,2.0,,,\n";

	ok(table_csv_writes(rows, csv), "rows as CSV: columns by displayOrder, the key first");
	ok(table_csv_reads(csv, rows),
	    "and back: the same values, nothing is not a text of no characters");
	ok(table_csv_writes("[]", HEADER) && table_csv_reads(HEADER, "[]"), "a table without rows");
	ok(table_csv_writes(
	       "[ { \"Flag\" : true , \"key\" : \"\\u0061\" } ]", HEADER "a,,,,true,\n"),
	    "members in any order, white space, escapes");
	ok(table_csv_reads("Flag,key,Late,Count,Sum,\"Name, \"\"x\"\"\"\nTRUE,a,,5,,\n",
	       "[{\"Flag\":true,\"key\":\"a\",\"Count\":5}]"),
	    "columns in any order, and a spreadsheet's TRUE");
	ok(table_csv_reads("\xef\xbb\xbfkey;Name, \"x\";Count;Sum;Flag;Late\r\na;;5;;Falsch;\r\n",
	       "1: a quote inside a cell; put the cell in quotes and double the quote"),
	    "Excel in another country: quotes in quotes");
	ok(table_csv_reads(
	       "\xef\xbb\xbfkey;\"Name, \"\"x\"\"\";Count;Sum;Flag;Late\r\na;;5;;false;\r\n",
	       "[{\"key\":\"a\",\"Count\":5,\"Flag\":false}]"),
	    "semicolons, CRLF, a byte order mark");
	ok(table_csv_reads("key,\"Name, \"\"x\"\"\",Count,Sum,Flag,Late,,\nb,,,,,,,\n,,,,,,,\n\n",
	       "[{\"key\":\"b\"}]"),
	    "empty columns and lines, as spreadsheets leave them");
	ok(table_csv_reads(HEADER "b,,\"\",\"\",\"\",\"\"\n", "[{\"key\":\"b\",\"Late\":\"\"}]"),
	    "quotes around nothing: a text only in a column of texts");
}

static void
cannot_say(void)
{
	ok(table_csv_writes("[{\"key\":\"a\"},{\"key\":\"b\",\"Sum\":\"1\"}]",
	       "row 2: column \"Sum\": not a number, as its column says"),
	    "a string in a column of numbers");
	ok(table_csv_writes("[{\"key\":\"b\",\"Late\":5}]",
	       "row 1: column \"Late\": not a string, as its column says"),
	    "a number in a column of strings");
	ok(table_csv_writes("[{\"key\":\"b\",\"Late\":null}]",
	       "row 1: column \"Late\": not a string, as its column says"),
	    "null");
	ok(table_csv_writes("[{\"key\":\"b\",\"Count\":1.5}]",
	       "row 1: column \"Count\": not an integer, as its column says"),
	    "a fraction");
	ok(table_csv_writes("[{\"key\":\"b\",\"Flag\":\"true\"}]",
	       "row 1: column \"Flag\": neither true nor false, as its column says"),
	    "a word in a column of booleans");
	ok(table_csv_writes("[{\"key\":\"b\",\"selfUri\":\"/x\"}]",
	       "row 1: column \"selfUri\": not in the schema"),
	    "a member that is no column");
	ok(table_csv_writes("[{\"key\":\"b\",\"Sum\":1,\"\\u0053um\":1}]",
	       "row 1: column \"Sum\": it is there twice"),
	    "a member twice");
	ok(table_csv_writes("[{\"Sum\":1}]", "row 1: it has no key"), "no key");
	ok(table_csv_writes("[[]]", "row 1: not an object"), "no row at all");
	ok(table_csv_writes("[{\"key\":\"\\ud800\"}]", "row 1: column \"key\": a lone surrogate"),
	    "a lone surrogate");
	ok(table_csv_writes("[{\"key\":\"a\\u0000\"}]", "row 1: column \"key\": a NUL character"),
	    "NUL");
}

static void
broken_by_hand(void)
{
	ok(table_csv_reads("",
	       "1: column \"key\" of the table's schema is missing; add it (its cells may be "
	       "empty)"),
	    "an empty file");
	ok(table_csv_reads("key,Count,Sum,Flag,Late\na,,,,\n",
	       "1: column \"Name, \"x\"\" of the table's "
	       "schema is missing; add it (its cells may be "
	       "empty)"),
	    "a column less");
	ok(table_csv_reads("key,More\n",
	       "1: column \"More\" is not in the table's schema; remove it, or add "
	       "it to the schema"),
	    "a column more");
	ok(table_csv_reads("key,Sum,Sum\n", "1: column \"Sum\" is there twice"), "a column twice");
	ok(table_csv_reads(
	       HEADER "a,,,,yes,\n", "2: column \"Flag\": \"yes\" is neither true nor false"),
	    "a boolean in other words");
	ok(table_csv_reads(HEADER "\"a\n\",,,,,\nb,,\"1,5\",,,\n",
	       "4: column \"Count\": \"1,5\" is not an integer, such as 42"),
	    "the line is the file's, whatever cells are above it");
	ok(table_csv_reads(
	       HEADER "b,,,01,,\n", "2: column \"Sum\": \"01\" is not a number, such as 1.5"),
	    "a number with a zero before it");
	ok(table_csv_reads(
	       HEADER "b,,,\n", "2: 4 cells, but the first line has 6 names of columns"),
	    "cells less");
	ok(table_csv_reads(
	       HEADER "b,,,,,,7\n", "2: 7 cells, but the first line has 6 names of columns"),
	    "cells more");
	ok(table_csv_reads(HEADER ",,5,,,\n", "2: column \"key\": a row needs a key"),
	    "a row without a key");
	ok(table_csv_reads(HEADER "b\xe4,,,,,\n",
	       "2: column \"key\": its cell is not UTF-8; save the file as "
	       "\"CSV UTF-8\""),
	    "Latin-1");
	ok(table_csv_reads("\xff\xfek",
	       "1: it is UTF-16, as a redirect of Windows PowerShell writes it; "
	       "convert it with: iconv -f UTF-16 -t UTF-8"),
	    "UTF-16");
	ok(table_csv_reads(HEADER "b,\"x,,,,\n", "2: the quotes of this cell are not closed"),
	    "open quotes");
}

/* Columns and cells that are more, or other, than the schema has. */
static void
table_csv_odd_columns(void)
{
	ok(table_csv_reads("key,\"Name", "1: the quotes of this cell are not closed"),
	    "in the first line, too");
	ok(table_csv_reads("key,\xff\n", "1: the name of a column is not UTF-8; save the file as "
					 "\"CSV UTF-8\""),
	    "a name in another encoding");
	ok(table_csv_reads(UNNAMED "b,,,,,,\n", "[{\"key\":\"b\"}]") &&
		table_csv_reads(UNNAMED "b,,,,,,x\n", "2: cell 7 is in a column without a name"),
	    "a column without a name has no cells");
	ok(table_csv_reads(HEADER "b,," SIXTY "\xc3\xa9,,,\n",
	       "2: column \"Count\": \"" SIXTY "…\" is not an integer, such as 42"),
	    "a long cell is shown in part");
}

static void
table_csv_schemas(void)
{
	static const char *const wrong[] = {"{}", "{\"schema\":5}",
	    "{\"schema\":{\"properties\":[]}}", "{\"schema\":{\"properties\":{}}}",
	    "{\"schema\":{\"properties\":{\"a\":{\"type\":\"string\"}}}}",
	    "{\"schema\":{\"properties\":{\"key\":{\"type\":\"integer\"}}}}",
	    "{\"schema\":{\"properties\":{\"key\":{\"type\":\"string\"},\"\\u006bey\":{}}}}"};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		ok(!table_csv_write(&t, slice_str(wrong[i]), slice_str("[]"), &b) && t.why.n > 0,
		    "schema %zu has no CSV: %s", i, t.why.p);
	ok(!table_csv_read(&t, slice_str("{}"), slice_str("key\n"), &b) && t.line == 1,
	    "nor is one read");
	buf_release(&b);
}

/* A row of random values, in the order of the columns, spelled as gc-tools spells them. */
static void
random_row(struct random *random, struct buf *b)
{
	static const char *const names[] = {"key", "Name, \"x\"", "Count", "Sum", "Flag", "Late"};
	static const char *const texts[] = {"", " ", "a", "null", "true", "1e3", "007", "=1+1",
	    "\"", "a,b;c\td", "\r\n", "x\ny", "\xef\xbb\xbf", "\xf0\x9f\x98\x80", "\x01\x1f", "-",
	    "\\"};
	static const char *const numbers[] = {
	    "0", "-0", "1.50", "1e400", "1E-7", "99999999999999999999"};
	static const char *const whole[] = {"0", "-5", "1.0", "1e3", "99999999999999999999"};

	json_write_open(b, NULL);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (i > 0 && random_below(random, 3) == 0)
			continue;
		if (i == 2)
			json_write_raw(
			    b, names[i], slice_str(whole[random_below(random, COUNT_OF(whole))]));
		else if (i == 3)
			json_write_raw(b, names[i],
			    slice_str(numbers[random_below(random, COUNT_OF(numbers))]));
		else if (i == 4)
			json_write_bool(b, names[i], random_below(random, 2) == 0);
		else
			json_write_cstr(b, names[i], texts[random_below(random, COUNT_OF(texts))]);
	}
	json_write_close(b);
}

static void
any_rows(void)
{
	struct random random = {3};
	struct buf rows = BUF_INIT, csv = BUF_INIT, back = BUF_INIT;
	bool same = true;

	for (int round = 0; round < 3000; round++) {
		buf_clear(&rows);
		buf_clear(&csv);
		buf_clear(&back);
		json_write_open_array(&rows, NULL);
		for (size_t n = random_below(&random, 6); n > 0; n--)
			random_row(&random, &rows);
		json_write_close_array(&rows);
		same = same && table_csv_write(&t, slice_str(schema), buf_slice(&rows), &csv) &&
		       table_csv_read(&t, slice_str(schema), buf_slice(&csv), &back) &&
		       slice_eq(buf_slice(&rows), buf_slice(&back));
	}
	ok(same, "any rows come back, byte for byte");
	buf_release(&rows);
	buf_release(&csv);
	buf_release(&back);
}

int
main(void)
{
	both_ways();
	cannot_say();
	broken_by_hand();
	table_csv_odd_columns();
	table_csv_schemas();
	any_rows();
	table_csv_release(&t);
	return tap_done();
}
