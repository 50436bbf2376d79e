/* object_row_state.c - what a dry run saw of a table's rows */
#include "object/object_row_state.h"
#include "base/hash.h"

enum { ROW_DIGITS = 8, ROWS_DIGITS = 16 };

uint64_t
object_row_hash(struct slice row)
{
	return hash_add(HASH_INIT, row);
}

static void
row_state_other(const struct object_rows *r, char text[ROWS_DIGITS + 1])
{
	snprintf(text, ROWS_DIGITS + 1, "%016llx", (unsigned long long)r->others);
}

static void
row_state_mark(const struct object_row *row, char text[ROW_DIGITS + 1])
{
	if (row->there && row->differs)
		snprintf(text, ROW_DIGITS + 1, "%08lx", (unsigned long)(row->hash & 0xffffffff));
	else
		snprintf(text, ROW_DIGITS + 1, "%s", row->there ? "=" : "-");
}

void
object_row_state_write(const struct object_rows *r, struct buf *to)
{
	char text[ROWS_DIGITS + 1];

	row_state_other(r, text);
	buf_printf(to, "%s:", text);
	for (size_t i = 0; i < r->n; i++) {
		row_state_mark(&r->v[i], text);
		buf_puts(to, text);
	}
}

bool
object_row_state_moved(const struct object_rows *r, const char *was)
{
	char other[ROWS_DIGITS + 1], now[ROW_DIGITS + 1];
	bool new = *was == '\0';

	row_state_other(r, other);
	if (new ? r->others != 0 : strncmp(was, other, ROWS_DIGITS) != 0 || was[ROWS_DIGITS] != ':')
		return true;
	was += new ? 0 : ROWS_DIGITS + 1;
	for (size_t i = 0; i < r->n; i++) {
		const char *mark = new ? "-" : was;
		size_t n = *mark == '=' || *mark == '-' ? 1 : ROW_DIGITS;
		bool equal = r->v[i].there && !r->v[i].differs;
		row_state_mark(&r->v[i], now);
		if (strlen(now) > n || strncmp(mark, now, n) != 0)
			if (*mark == '=' || !equal)
				return true;
		if (!new &&strlen(was) < n)
			return true;
		was += new ? 0 : n;
	}
	return !new &&*was != '\0';
}
