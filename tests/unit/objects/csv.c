/* csv.h: RFC 4180's rules, what spreadsheets write, what is refused, and any text and back. */
#include "objects/csv.h"
#include "random.h"
#include "tap.h"

static struct csv c = CSV_INIT;

/* The cells of a text: [cell] unquoted, {cell} quoted, / after each line, !line:error at the end. */
static bool
csv_reads(const char *text, size_t n, const char *want)
{
	struct buf got = BUF_INIT;
	bool same;

	buf_puts(&got, "");
	csv_start(&c, slice_of(text, n));
	while (csv_next(&c)) {
		buf_putc(&got, c.quoted ? '{' : '[');
		buf_add_slice(&got, c.cell);
		buf_puts(&got, c.quoted ? "}" : "]");
		if (c.last)
			buf_putc(&got, '/');
	}
	if (c.error != NULL)
		buf_printf(&got, "!%zu:%s", c.line, c.error);
	same = slice_is(buf_slice(&got), want);
	if (!same)
		printf("# got %s\n", got.p);
	buf_release(&got);
	return same;
}

#define READS(text, want) csv_reads(text, sizeof(text) - 1, want)

static void
csv_read_all(void)
{
	ok(READS("", ""), "nothing has no cell");
	ok(READS("a,b\n1,2\n", "[a][b]/[1][2]/"), "lines of cells");
	ok(READS("a,b\r\n1,2\r\n", "[a][b]/[1][2]/"), "CRLF");
	ok(READS("a,b\n1,2", "[a][b]/[1][2]/"), "a last line without its end");
	ok(READS("a,\n,\n", "[a][]/[][]/"), "empty cells");
	ok(READS("a,", "[a][]/"), "an empty cell at the end of the text");
	ok(READS("a\n\nb\n", "[a]/[]/[b]/"), "an empty line is one empty cell");
	ok(READS("\"\",\"a\"\n", "{}{a}/"), "quotes, of nothing too");
	ok(READS("\"a\"\"b\",\"\"\"\"\n", "{a\"b}{\"}/"), "two quotes are one");
	ok(READS("\"a,b\",c\n", "{a,b}[c]/"), "a comma in quotes");
	ok(READS("\"a\r\nb\nc\"\n", "{a\r\nb\nc}/"), "line ends in quotes stay as they are");
	ok(READS("\xef\xbb\xbf\"a\",b", "{a}[b]/"), "a byte order mark");
	ok(READS(" a , \"b\n",
	       "[ a ]!1:a quote inside a cell; put the cell in quotes and double the "
	       "quote"),
	    "blanks belong to the cell");
	ok(READS("a;b,c\n1;2,3\n", "[a][b,c]/[1][2,3]/"), "the semicolon");
	ok(READS("a\tb\n1,5\t2\n", "[a][b]/[1,5][2]/"), "the tab");
	ok(READS("\"a;b\",c;d\n", "{a;b}[c;d]/"), "one in quotes does not count");
	ok(READS("a\n1,2\n", "[a]/[1][2]/"), "a comma where the first line has none");
}

static void
refuse_all(void)
{
	ok(READS("a\nb,\"c\nd\n", "[a]/[b]!2:the quotes of this cell are not closed"),
	    "quotes that are not closed: the line where they open");
	ok(READS("\"a\nb\"\nc\"d\n",
	       "{a\nb}/!3:a quote inside a cell; put the cell in quotes and double the quote"),
	    "a quote in the middle: lines inside quotes are counted");
	ok(READS("\"a\"b\n", "!1:text after the closing quote of a cell"), "text after a quote");
	ok(READS("a\rb\n", "!1:a carriage return that ends no line; end the lines with LF or CRLF"),
	    "a carriage return alone");
}

static bool
csv_writes(const char *cell, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	csv_write(&b, slice_str(cell));
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	return same;
}

static void
write_all(void)
{
	ok(csv_writes("abc d", "abc d"), "no quotes where none are needed");
	ok(csv_writes("", "\"\""), "no characters");
	ok(csv_writes("a,b", "\"a,b\"") && csv_writes("a;b", "\"a;b\"") &&
		csv_writes("a\tb", "\"a\tb\""),
	    "what ends a cell in some country");
	ok(csv_writes("a\"b", "\"a\"\"b\""), "a quote");
	ok(csv_writes("a\nb", "\"a\nb\"") && csv_writes("a\rb", "\"a\rb\""), "line ends");
	ok(csv_writes(" a", "\" a\"") && csv_writes("a ", "\"a \""), "blanks at the ends");
	ok(csv_writes("=1+1", "=1+1") && csv_writes("-1", "-1") && csv_writes("0123", "0123"),
	    "nothing is changed for a spreadsheet");
	ok(csv_writes("\xef\xbb\xbf"
		      "a",
	       "\"\xef\xbb\xbf"
	       "a\""),
	    "a byte order mark in a text");
}

static void
any_text(void)
{
	static const char letters[] = "ab,;\t\"\n\r =\xc3";
	struct random random = {7};
	struct buf text = BUF_INIT, cells[4] = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
	bool same = true;

	for (int round = 0; round < 20000; round++) {
		buf_clear(&text);
		for (size_t i = 0; i < COUNT_OF(cells); i++) {
			buf_clear(&cells[i]);
			for (size_t n = random_below(&random, 6); n > 0; n--)
				buf_putc(
				    &cells[i], letters[random_below(&random, sizeof letters - 1)]);
			csv_write(&text, buf_slice(&cells[i]));
			buf_putc(&text, i % 2 == 1 ? '\n' : ',');
		}
		csv_start(&c, buf_slice(&text));
		for (size_t i = 0; i < COUNT_OF(cells); i++)
			same = same && csv_next(&c) && slice_eq(c.cell, buf_slice(&cells[i])) &&
			       c.last == (i % 2 == 1);
		same = same && !csv_next(&c) && c.error == NULL;
	}
	ok(same, "any cells come back");
	for (size_t i = 0; i < COUNT_OF(cells); i++)
		buf_release(&cells[i]);
	buf_release(&text);
}

int
main(void)
{
	csv_read_all();
	refuse_all();
	write_all();
	any_text();
	csv_release(&c);
	return tap_done();
}
