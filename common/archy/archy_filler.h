/*
 * archy_filler.h - fill the placeholders of Archy YAML. Pure.
 *
 *	if (archy_unfilled(&a, &values, &i))       // from i = 0 on: a.fills[i] has no value
 *		…
 *	else if (!archy_fill(&f, &a, text, &values, &filled))
 *		complain(a.fills[f.failed]);
 *	archy_filler_release(&f);
 *
 * A value is text: where it would mean something else (yes, 1.0, "a: b") the scalar gets quotes
 * (archy_edit.h). In a string literal of an expression, quotes and backslashes of the value are
 * escaped. A key that stays literal is written so that it is text and not a mapping.
 */
#ifndef GC_ARCHY_FILLER_H
#define GC_ARCHY_FILLER_H

#include "archy/archy_edit.h"
#include "archy/archy_values.h"

struct archy_filler {
	struct archy_edits edits;
	size_t failed; /* the fill that cannot be written */
	struct buf part;
};

/* clang-format off */
#define ARCHY_FILLER_INIT {.edits = ARCHY_EDITS_INIT, .part = BUF_INIT}
/* clang-format on */

/* The next placeholder at or after *i without a value. False: there is none. */
bool archy_unfilled(const struct archy *a, const struct archy_values *v, size_t *i);

/* The key of a placeholder without a value that this fill's value has itself; empty: none. */
struct slice archy_unfilled_inside(
    const struct archy *a, const struct archy_values *v, const struct archy_fill *fill);

/* Append the text with its placeholders filled; those without a value stay. False: see `failed`. */
bool archy_fill(struct archy_filler *f, const struct archy *a, struct slice text,
    const struct archy_values *v, struct buf *to);

void archy_filler_release(struct archy_filler *f);

#endif
