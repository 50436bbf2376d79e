/*
 * show_checks.h - gc-auth --check for people: a line of the org, and a table with one row for each
 * endpoint, instead of records. Its columns are as wide as their widest text.
 */
#ifndef AUTH_SHOW_CHECKS_H
#define AUTH_SHOW_CHECKS_H

#include "org/session.h"

enum { CHECK_COLUMNS = 4 };

struct check_row {
	const char *cells[CHECK_COLUMNS]; /* status, program, what, permission; NULL: empty */
};

/* "Example (3f2a…), mypurecloud.de": a line on stdout. */
void show_checks_org(struct session *s);

void show_checks(const struct check_row *rows, size_t n);

#endif
