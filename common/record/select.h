/*
 * select.h - --select EXPR: records for which a jq expression is true.
 *
 *	struct select *s = select_compile(expr, &why);   // once: about 20 ms in libjq 1.6
 *	...
 *	switch (select_test(s, record, &why)) { ... }
 *	select_free(s);
 *
 * It only tests; the caller writes the record's own bytes. A record is selected if the result is
 * true, and not selected if it is false, null or no value at all. Any other value is an error:
 * the assignment `.name = "X"`, for example, gives the record itself and would select everything.
 * The expression sees only the record: no further input, no modules.
 */
#ifndef GC_SELECT_H
#define GC_SELECT_H

#include "base/buf.h"

enum select_answer {
	SELECT_NO,
	SELECT_YES,
	SELECT_ERROR,    /* the expression failed on this record, or libjq cannot hold the record */
	SELECT_NO_ANSWER /* it gave another value: *why shows it, with a suggestion */
};

struct select;

/* NULL: the expression is wrong; *why (cleared first) gives the reason, in one line. */
struct select *select_compile(const char *expr, struct buf *why);
void select_free(struct select *s); /* s may be NULL */

enum select_answer select_test(struct select *s, struct slice record, struct buf *why);

#endif
