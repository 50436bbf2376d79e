/*
 * check_table.h - gc-auth --check for people: a line of the org, and a table with one row for each
 * endpoint, instead of records. Its columns are as wide as their widest text.
 */
#ifndef AUTH_CHECK_TABLE_H
#define AUTH_CHECK_TABLE_H

#include "org/session.h"

enum { CHECK_COLUMNS = 4 };

struct check_row {
	const char *cells[CHECK_COLUMNS]; /* status, program, what, permission; NULL: empty */
};

/* "Example (3f2a…), mypurecloud.de": a line on stdout. */
void check_table_org(struct session *s);

void check_table(const struct check_row *rows, size_t n);

#endif
