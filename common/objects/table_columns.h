/*
 * table_columns.h - the columns of a data table, as its schema has them. Pure.
 *
 * The schema is the JSON Schema in the table's definition: /configuration/schema. Each member of its
 * `properties` is a column with a type and a displayOrder. Columns come by displayOrder, those
 * without one after them as the schema has them; the column `key`, which every table has, is first.
 */
#ifndef GC_TABLE_COLUMNS_H
#define GC_TABLE_COLUMNS_H

#include "base/idset.h"

enum table_type {
	TABLE_STRING,
	TABLE_BOOLEAN,
	TABLE_INTEGER,
	TABLE_NUMBER,
	TABLE_OTHER /* none of a data table: no value is written or read */
};

#define TABLE_KEY "key"

struct table_column {
	struct slice token; /* its name as spelled, without quotes */
	enum table_type type;
	bool ordered;
	double order;
	size_t place; /* in the schema */
};

struct table_columns {
	struct table_column *v; /* in their order */
	size_t n, cap;
	struct idset names; /* decoded; the index is the column's in v */
};

/* clang-format off */
#define TABLE_COLUMNS_INIT {NULL, 0, 0, IDSET_INIT}
/* clang-format on */

/*
 * Read the columns from a table's definition, checked JSON, which stays. Returns NULL, or static
 * text: why a table of this schema has no CSV.
 */
const char *table_columns_read(struct table_columns *c, struct slice configuration);

void table_columns_release(struct table_columns *c);

/* The column's name, decoded. */
static inline struct slice
table_columns_name(const struct table_columns *c, size_t column)
{
	return idset_id(&c->names, column);
}

#endif
