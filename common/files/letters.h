/*
 * letters.h - characters beyond ASCII that stay readable in file names, and their case. Pure.
 *
 * A closed table (Unicode 15) of scripts that people type names in. In it are only characters that
 * no Unicode normal form changes when no combining character follows, and whose case folding is
 * simple: so one name has one spelling, whatever a file system makes of it.
 */
#ifndef GC_LETTERS_H
#define GC_LETTERS_H

#include "base/buf.h"

/* The character at s[i], and its bytes; any byte that begins none is taken as one of its own. */
uint32_t letters_next(struct slice s, size_t i, size_t *n);

/* Whether a character beyond ASCII is in the table. */
bool letters_is_readable(uint32_t c);

/* Append a character's lower case, ASCII's too; one that is not in the table as it is. */
void letters_fold(struct buf *out, uint32_t c);

#endif
