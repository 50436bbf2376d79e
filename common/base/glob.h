/*
 * glob.h - names by pattern, as in a shell but simpler. `*` is any text, `?` is one character
 * (UTF-8), and `\` makes the next character literal. Every other character matches itself,
 * brackets too, because names contain brackets. The whole text must match; letter case counts.
 */
#ifndef GC_GLOB_H
#define GC_GLOB_H

#include "base/buf.h"

bool glob_match(struct slice pattern, struct slice text);

/* Whether the pattern matches exactly one text, which is then appended to b. */
bool glob_literal(struct slice pattern, struct buf *b);

#endif
