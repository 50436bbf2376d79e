/*
 * csv.h - the cells of a CSV text (RFC 4180), for reading and for writing. Pure.
 *
 *	struct csv c = CSV_INIT;
 *	csv_start(&c, text);
 *	while (csv_next(&c))
 *		…c.cell, c.quoted, c.line; c.last: its line of cells ends
 *	if (c.error != NULL)
 *		complain(c.line, c.error);
 *	csv_release(&c);
 *
 * Read are LF and CRLF at the ends of lines, a byte order mark, and the semicolon or the tab in the
 * place of the comma: spreadsheets of many countries write these. The first of the three outside
 * quotes on the first line is the text's. A last line may lack its end. Inside quotes every byte is
 * the cell's own. A quote inside a cell without quotes, or text after the closing quote, is an error.
 *
 * Whether a cell has quotes means something here: `""` is a text of no characters, and nothing at
 * all is the absence of a value. Spreadsheets do not know the difference; see table_csv.h.
 */
#ifndef GC_CSV_H
#define GC_CSV_H

#include "base/buf.h"

struct csv {
	struct slice cell; /* without its quotes, valid until the next call */
	bool quoted;
	bool last;
	size_t line;       /* on which the cell begins, from 1 */
	const char *error; /* static text; NULL: none */

	struct slice text;
	size_t at;    /* the next byte */
	size_t lines; /* line ends before it */
	char delimiter;
	bool more; /* a cell follows, if only an empty one */
	struct buf plain;
};

#define CSV_INIT                  \
	{                         \
		.plain = BUF_INIT \
	}

/* The text is the caller's, and stays. */
void csv_start(struct csv *c, struct slice text);

/* False: the end, or an error. A line without a byte is one empty cell. */
bool csv_next(struct csv *c);

void csv_release(struct csv *c);

/* Append a cell, in quotes where a reader could take it for something else without. */
void csv_write(struct buf *b, struct slice cell);

#endif
