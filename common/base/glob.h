/*
 * glob.h - names by pattern, as in a shell but simpler: `*` is any text, `?` one character
 * (UTF-8), `\` takes the meaning from the character after it. All else, brackets included, is
 * itself, since names hold brackets. The whole text has to match, case counts.
 */
#ifndef GC_GLOB_H
#define GC_GLOB_H

#include "base/buf.h"

bool glob_match(struct slice pattern, struct slice text);

/* Whether the pattern is one text only; it is then appended to b. */
bool glob_literal(struct slice pattern, struct buf *b);

#endif
