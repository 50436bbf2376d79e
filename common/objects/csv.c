/* csv.c - the cells of a CSV text */
#include "objects/csv.h"
#include "base/utf8.h"

/* The first delimiter outside quotes on the first line; a comma if there is none. */
static char
csv_delimiter(struct slice text, size_t at)
{
	bool quoted = false;

	for (; at < text.n && (quoted || text.p[at] != '\n'); at++) {
		char c = text.p[at];
		if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == ',' || c == ';' || c == '\t'))
			return c;
	}
	return ',';
}

void
csv_start(struct csv *c, struct slice text)
{
	c->text = text;
	c->at = utf8_mark(text);
	c->lines = 0;
	c->line = 1;
	c->error = NULL;
	c->delimiter = csv_delimiter(text, c->at);
	c->more = c->at < text.n;
	buf_clear(&c->plain);
}

void
csv_release(struct csv *c)
{
	buf_release(&c->plain);
	*c = (struct csv)CSV_INIT;
}

static bool
csv_refuse(struct csv *c, const char *why)
{
	c->error = why;
	return false;
}

/* Past the end of the cell: a delimiter, the end of the line, or of the text. */
static bool
csv_end(struct csv *c, const char *why)
{
	const char *p = c->text.p + c->at;
	size_t left = c->text.n - c->at;

	c->last = true;
	c->more = false;
	if (left == 0)
		return true;
	if (*p == c->delimiter) {
		c->last = false;
		c->more = true;
		c->at++;
		return true;
	}
	if (*p == '\r' && left > 1 && p[1] == '\n')
		c->at++;
	else if (*p != '\n')
		return csv_refuse(c, why);
	c->at++;
	c->lines++;
	c->more = c->at < c->text.n;
	return true;
}

/* A cell in quotes, from the byte after the first. */
static bool
csv_quoted(struct csv *c)
{
	size_t from = c->at;
	const char *quote;

	buf_clear(&c->plain);
	while ((quote = memchr(c->text.p + c->at, '"', c->text.n - c->at)) != NULL) {
		size_t end = (size_t)(quote - c->text.p);
		c->at = end + 1;
		if (c->at == c->text.n || c->text.p[c->at] != '"') {
			c->cell = slice_of(c->text.p + from, end - from);
			break;
		}
		/* two quotes are one of the text */
		buf_add(&c->plain, c->text.p + from, c->at - from);
		from = ++c->at;
	}
	if (quote == NULL)
		return csv_refuse(c, "the quotes of this cell are not closed");
	if (c->plain.n > 0) {
		buf_add_slice(&c->plain, c->cell);
		c->cell = buf_slice(&c->plain);
	}
	for (size_t i = 0; i < c->cell.n; i++)
		c->lines += c->cell.p[i] == '\n';
	return csv_end(c, "text after the closing quote of a cell");
}

bool
csv_next(struct csv *c)
{
	size_t from = c->at;

	if (!c->more || c->error != NULL)
		return false;
	c->line = c->lines + 1;
	c->quoted = c->at < c->text.n && c->text.p[c->at] == '"';
	if (c->quoted) {
		c->at++;
		return csv_quoted(c);
	}
	for (; c->at < c->text.n; c->at++) {
		char one = c->text.p[c->at];
		if (one == c->delimiter || one == '\n' || one == '\r' || one == '"')
			break;
	}
	c->cell = slice_of(c->text.p + from, c->at - from);
	return csv_end(
	    c, c->at < c->text.n && c->text.p[c->at] == '"'
		   ? "a quote inside a cell; put the cell in quotes and double the quote"
		   : "a carriage return that ends no line; end the lines with LF or CRLF");
}

/* Quotes are for what ends a cell, for blanks that a reader may trim, and for "no characters". */
static bool
csv_needs_quotes(struct slice cell)
{
	const char *end = cell.p + cell.n;

	if (cell.n == 0 || cell.p[0] == ' ' || end[-1] == ' ' || utf8_mark(cell) > 0)
		return true;
	for (const char *p = cell.p; p < end; p++)
		if (*p == '"' || *p == ',' || *p == ';' || *p == '\t' || *p == '\n' || *p == '\r')
			return true;
	return false;
}

void
csv_write(struct buf *b, struct slice cell)
{
	if (!csv_needs_quotes(cell)) {
		buf_add_slice(b, cell);
		return;
	}
	buf_putc(b, '"');
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.p[i] == '"')
			buf_putc(b, '"');
		buf_putc(b, cell.p[i]);
	}
	buf_putc(b, '"');
}
