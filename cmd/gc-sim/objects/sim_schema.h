/*
 * sim_schema.h - the schema of a data table: what a table and a row may be.
 */
#ifndef SIM_SCHEMA_H
#define SIM_SCHEMA_H

#include "objects/sim_draft.h"

/*
 * Whether the schema of a table is one, and keeps the columns that the table has. The table's name
 * becomes its title, as the service does it.
 */
bool schema_check(struct request *rq, struct draft *d);

struct schema {
	struct buf text;
	struct members columns;
	struct json json;
};

/* The columns of a table. False: it has no schema. Release it in any case. */
bool schema_read(const struct sim *sim, const struct org_object *table, struct schema *schema);
void schema_release(struct schema *schema);

/*
 * A row as the table keeps it: in the order of the columns, defaults filled in. NULL, or what is wrong
 * with it; *code is then the code of the error.
 */
const char *schema_row(
    const struct schema *schema, const struct members *row, struct buf *b, const char **code);

/*
 * Make or change a row of the table. False: *why says what is wrong with it, and *code is the code
 * of that error. In sim_rows_write.c.
 */
bool rows_put(struct request *rq, const char *table, const struct schema *schema,
    const struct members *row, const char **code, const char **why);

/* A column's type, "string" where it has none. */
struct slice schema_type(const struct member *column);

#endif
