/*
 * letters.h - characters beyond ASCII that stay readable in file names, and their case. Pure.
 *
 * A closed table (Unicode 15) of scripts that people use for names. It contains only characters
 * that no Unicode normal form changes, unless a combining character follows, and whose case
 * folding is simple. So a name has one spelling on every file system.
 */
#ifndef GC_LETTERS_H
#define GC_LETTERS_H

#include "base/buf.h"

/*
 * The character at s[i], and its length in bytes; a byte that begins no character counts as one
 * itself.
 */
uint32_t letters_next(struct slice s, size_t i, size_t *n);

/* Whether a character beyond ASCII is in the table. */
bool letters_is_readable(uint32_t c);

/* Append a character in lower case, also of ASCII; one that is not in the table is not changed. */
void letters_fold(struct buf *out, uint32_t c);

#endif
