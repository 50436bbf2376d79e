/* table_columns.c - the columns of a data table, as its schema has them */
#include "objects/table_columns.h"
#include "base/mem.h"
#include "json/json.h"
#include "json/peek.h"

static enum table_type
columns_type(struct slice value)
{
	static const char *const names[] = {"string", "boolean", "integer", "number"};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (value.n > 2 && value.p[0] == '"' &&
		    json_is(slice_of(value.p + 1, value.n - 2), names[i]))
			return (enum table_type)i;
	return TABLE_OTHER;
}

static void
columns_add(struct table_columns *c, struct slice name, struct slice property)
{
	struct slice order = peek_find(property, "displayOrder");
	struct table_column *column;
	char number[32] = "";

	c->v = xgrow(c->v, &c->cap, c->n + 1, sizeof *c->v);
	column = &c->v[c->n];
	*column = (struct table_column){
	    .token = name, .type = columns_type(peek_find(property, "type")), .place = c->n++};
	if (order.n < sizeof number && json_is_number(order)) {
		memcpy(number, order.p, order.n);
		column->ordered = true;
		column->order = strtod(number, NULL);
	}
}

static int
columns_compare(const void *a, const void *b)
{
	const struct table_column *x = a, *y = b;
	bool key = json_is(x->token, TABLE_KEY), other = json_is(y->token, TABLE_KEY);

	if (key != other)
		return key ? -1 : 1;
	if (x->ordered != y->ordered)
		return x->ordered ? -1 : 1;
	if (x->ordered && (x->order < y->order || x->order > y->order))
		return x->order < y->order ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* By their order now. False: a name occurs twice, or is not text. */
static bool
columns_enter_names(struct table_columns *c)
{
	struct buf name = BUF_INIT;
	bool good = true;

	for (size_t i = 0; good && i < c->n; i++) {
		buf_clear(&name);
		good = json_unescape(c->v[i].token, &name) &&
		       memchr(buf_slice(&name).p, '\0', name.n) == NULL &&
		       idset_add(&c->names, buf_slice(&name)) == i;
	}
	buf_release(&name);
	return good;
}

const char *
table_columns_read(struct table_columns *c, struct slice configuration)
{
	struct slice properties = peek_find(peek_find(configuration, "schema"), "properties");
	struct slice name, property;

	c->n = 0;
	idset_clear(&c->names);
	if (properties.n == 0 || properties.p[0] != '{')
		return "it has no schema";
	while (peek_member(&properties, &name, &property))
		columns_add(c, name, property);
	if (c->n > 1)
		qsort(c->v, c->n, sizeof *c->v, columns_compare);
	if (!columns_enter_names(c))
		return "its schema has a name twice, or one that is not text";
	if (c->n == 0 || !json_is(c->v[0].token, TABLE_KEY) || c->v[0].type != TABLE_STRING)
		return "its schema has no column \"" TABLE_KEY "\" of type string";
	return NULL;
}

void
table_columns_release(struct table_columns *c)
{
	free(c->v);
	idset_release(&c->names);
	*c = (struct table_columns)TABLE_COLUMNS_INIT;
}
