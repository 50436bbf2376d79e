/* row_compare.c - two rows of a data table */
#include "put/row_compare.h"
#include "put/object_compare.h"

/* The column's schema; DIFF_NONE: there is no such column. */
static uint32_t
row_column(const struct object_view *table, struct slice key)
{
	uint32_t properties = object_view_at(table, "/schema/properties");
	uint32_t found = DIFF_NONE;
	struct buf x = BUF_INIT, y = BUF_INIT;

	if (properties == DIFF_NONE)
		return DIFF_NONE;
	for (uint32_t i = diff_first(&table->t, properties); i != DIFF_NONE;
	     i = diff_next(&table->t, i))
		if (slice_eq(json_text(diff_key(&table->t, i), &x), json_text(key, &y)))
			found = i;
	buf_release(&x);
	buf_release(&y);
	return found;
}

/* Whether the server gives this value to a column that the row does not have. */
static bool
row_is_default(const struct object_view *table, const struct member *m)
{
	uint32_t column = row_column(table, m->key);
	uint32_t value =
	    column != DIFF_NONE ? diff_member(&table->t, column, "default") : DIFF_NONE;

	if (value != DIFF_NONE)
		return object_tokens_equal(m->type, m->value,
		    (enum json_type)table->t.v[value].type, diff_json(&table->t, value));
	return m->type == JSON_FALSE || m->type == JSON_NULL ||
	       (m->type == JSON_STRING && m->value.n == 2) ||
	       (m->type == JSON_NUMBER &&
		   object_tokens_equal(JSON_NUMBER, m->value, JSON_NUMBER, slice_str("0")));
}

static const struct member *
row_find(const struct members *m, struct slice key)
{
	const struct member *found = NULL;
	struct buf x = BUF_INIT, y = BUF_INIT;

	for (size_t i = 0; i < m->n; i++)
		if (slice_eq(m->v[i].key, key) ||
		    slice_eq(json_text(m->v[i].key, &x), json_text(key, &y)))
			found = &m->v[i];
	buf_release(&x);
	buf_release(&y);
	return found;
}

static bool
row_is_column(const struct object_view *table, const struct member *m)
{
	return !json_is(m->key, "selfUri") || row_column(table, m->key) != DIFF_NONE;
}

/* Whether each value of row a is row b's, or what is filled in where b has none. */
static bool
row_covers(const struct object_view *table, const struct members *a, const struct members *b)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct member *m = &a->v[i], *other = row_find(b, m->key);
		bool same = other != NULL
				? object_tokens_equal(m->type, m->value, other->type, other->value)
				: row_is_default(table, m);
		if (row_is_column(table, m) && !same)
			return false;
	}
	return true;
}

bool
row_equals(
    const struct object_view *table, const struct members *mine, const struct members *theirs)
{
	return row_covers(table, mine, theirs) && row_covers(table, theirs, mine);
}

void
row_write(const struct object_view *table, const struct members *row, struct buf *to)
{
	buf_putc(to, '{');
	for (size_t i = 0; i < row->n; i++)
		if (row_is_column(table, &row->v[i]))
			member_write(&row->v[i], to);
	buf_putc(to, '}');
}
