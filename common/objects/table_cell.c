/* table_cell.c - one cell of a data table */
#include "objects/table_cell.h"
#include "base/utf8.h"
#include "json/json.h"
#include "objects/csv.h"

/* Whether a JSON number has no fraction, by its spelling: 12, 12.00 and 12e3 have none. */
static bool
cell_is_whole(struct slice number)
{
	size_t i = 0;
	bool fraction = false;

	while (i < number.n && number.p[i] != '.' && (number.p[i] | 0x20) != 'e')
		i++;
	if (i < number.n && number.p[i] == '.')
		for (i++; i < number.n && (number.p[i] | 0x20) != 'e'; i++)
			fraction = fraction || number.p[i] != '0';
	return !fraction && (i == number.n || memchr(number.p + i, '-', number.n - i) == NULL);
}

static const char *
cell_unfit_string(struct slice value, struct buf *plain)
{
	if (value.p[0] != '"')
		return "not a string, as its column says";
	buf_clear(plain);
	if (!json_unescape(slice_of(value.p + 1, value.n - 2), plain))
		return "a lone surrogate";
	return plain->n > 0 && memchr(plain->p, '\0', plain->n) != NULL ? "a NUL character" : NULL;
}

const char *
table_cell_unfit(enum table_type type, struct slice value, struct buf *plain)
{
	switch (type) {
	case TABLE_STRING:
		return cell_unfit_string(value, plain);
	case TABLE_BOOLEAN:
		return slice_is(value, "true") || slice_is(value, "false")
			   ? NULL
			   : "neither true nor false, as its column says";
	case TABLE_INTEGER:
		return json_is_number(value) && cell_is_whole(value)
			   ? NULL
			   : "not an integer, as its column says";
	case TABLE_NUMBER:
		return json_is_number(value) ? NULL : "not a number, as its column says";
	default:
		return "its column has no type that a cell has";
	}
}

void
table_cell_write(struct slice value, struct buf *plain, struct buf *csv)
{
	if (value.p[0] == '"')
		csv_write(csv, json_text(slice_of(value.p + 1, value.n - 2), plain));
	else
		buf_add_slice(csv, value);
}

static bool
cell_is_word(struct slice text, const char *word)
{
	return text.n == strlen(word) && strncasecmp(text.p, word, text.n) == 0;
}

static const char *
cell_read_boolean(struct slice text, struct buf *json)
{
	if (cell_is_word(text, "true"))
		buf_puts(json, "true");
	else if (cell_is_word(text, "false"))
		buf_puts(json, "false");
	else
		return "is neither true nor false";
	return NULL;
}

const char *
table_cell_read(enum table_type type, struct slice text, struct buf *json)
{
	struct slice trimmed = slice_trim(text);

	switch (type) {
	case TABLE_STRING:
		if (!utf8_is(text))
			return "is not UTF-8; save the file as \"CSV UTF-8\"";
		if (text.n > 0 && memchr(text.p, '\0', text.n) != NULL)
			return "has a NUL character";
		json_quote(json, text);
		return NULL;
	case TABLE_BOOLEAN:
		return cell_read_boolean(trimmed, json);
	case TABLE_INTEGER:
		if (!json_is_number(trimmed) || !cell_is_whole(trimmed))
			return "is not an integer, such as 42";
		break;
	case TABLE_NUMBER:
		if (!json_is_number(trimmed))
			return "is not a number, such as 1.5";
		break;
	default:
		return "is in a column of no type that a cell has";
	}
	buf_add_slice(json, trimmed);
	return NULL;
}
