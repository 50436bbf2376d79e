/*
 * archy_trace.h - at which bytes of a scalar, as it is written, a part of its value stands.
 *
 *	archy_trace_start(&t, text, &scalar, value, line, column);
 *	if (archy_trace(&t, from, to))       // of the value; forward is linear
 *		t.from, t.to, t.line, t.column
 *
 * White space changes between the two: lines are folded, indentation is removed. All other
 * characters stand in both in the same order, one for one but for quotes and escapes. So only
 * they are counted, and the part begins and ends with one of them.
 */
#ifndef GC_ARCHY_TRACE_H
#define GC_ARCHY_TRACE_H

#include "archy/archy_walk.h"

struct archy_trace {
	size_t from, to;     /* the result: bytes of the text */
	size_t line, column; /* of `from` */

	struct slice text, value;
	struct archy_scalar scalar;
	size_t first_line, first_column;
	size_t at, end; /* bytes of the text that are not read yet */
	size_t decoded; /* of the value */
	size_t counted; /* the place that the next two are of */
	size_t at_line, at_column;
};

void archy_trace_start(struct archy_trace *t, struct slice text, const struct archy_scalar *scalar,
    struct slice value, size_t line, size_t column);

/* False: the part has no bytes of its own. */
bool archy_trace(struct archy_trace *t, size_t from, size_t to);

#endif
