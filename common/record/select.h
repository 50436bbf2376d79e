/*
 * select.h - --select EXPR: records for which a jq expression is true.
 *
 *	struct select *s = select_compile(expr, &why);   // once: about 20 ms in libjq 1.6
 *	...
 *	switch (select_test(s, record, &why)) { ... }
 *	select_free(s);
 *
 * It only answers; the caller passes the record's own bytes on. A record is selected when the
 * expression gives true; false, null and no value at all are a no. Any other value is no answer:
 * `.name = "X"`, an assignment, gives the record itself and would select everything.
 * The expression sees the record and nothing else: no further input, no modules.
 */
#ifndef GC_SELECT_H
#define GC_SELECT_H

#include "base/buf.h"

enum select_answer {
	SELECT_NO,
	SELECT_YES,
	SELECT_ERROR,    /* the expression failed on this record, or libjq cannot hold the record */
	SELECT_NO_ANSWER /* it gave another value: *why shows that and what may be meant */
};

struct select;

/* NULL: the expression is wrong, and *why (cleared first) says how, in one line. */
struct select *select_compile(const char *expr, struct buf *why);
void select_free(struct select *s); /* s may be NULL */

enum select_answer select_test(struct select *s, struct slice record, struct buf *why);

#endif
