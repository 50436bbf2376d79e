/* content_rows.c - the rows of data tables, kept or generated */
#include "content/content_rows.h"

#include "define/define.h"
#include "org/parts.h"

static bool
rows_are_kept(const struct org_object *table)
{
	return table->parts != NULL && table->parts->has_rows;
}

size_t
rows_count(const struct org *org, const struct org_object *table)
{
	return rows_are_kept(table) ? table->parts->nrows : define_rows(org, table);
}

void
rows_text(const struct org *org, const struct org_object *table, size_t i, struct buf *b)
{
	if (rows_are_kept(table))
		buf_puts(b, table->parts->rows[i].text);
	else
		define_row(org, table, i, b);
}

void
rows_key(const struct org_object *table, size_t i, struct buf *b)
{
	struct buf key = BUF_INIT;

	if (rows_are_kept(table)) {
		buf_puts(b, table->parts->rows[i].key);
		return;
	}
	define_row_key(table, i, &key);
	buf_add_slice(b, buf_slice(&key));
	buf_release(&key);
}

bool
rows_find(const struct org *org, const struct org_object *table, const char *key, struct buf *b)
{
	const struct org_row *row;
	struct buf one = BUF_INIT;
	bool found = false;

	if (rows_are_kept(table)) {
		row = parts_row(table->parts, key);
		if (row != NULL)
			buf_puts(b, row->text);
		return row != NULL;
	}
	for (size_t i = 0, n = rows_count(org, table); i < n && !found; i++) {
		define_row_key(table, i, &one);
		found = strcmp(one.p, key) == 0;
		if (found)
			define_row(org, table, i, b);
	}
	buf_release(&one);
	return found;
}

void
rows_settle(const struct org *org, struct org_object *table)
{
	struct org_parts *parts = parts_of(table);
	struct buf key = BUF_INIT, text = BUF_INIT;

	if (parts->has_rows)
		return;
	for (size_t i = 0, n = rows_count(org, table); i < n; i++) {
		buf_clear(&text);
		define_row(org, table, i, &text);
		define_row_key(table, i, &key);
		parts_put_row(parts, key.p, buf_slice(&text));
	}
	parts->has_rows = true;
	buf_release(&key);
	buf_release(&text);
}
