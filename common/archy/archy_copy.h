/*
 * archy_copy.h - a copy of Archy YAML that libyaml reads, of the same length (archy_yaml.h).
 *
 * The braces of placeholders are two characters that the text does not have; some tabs are blanks.
 */
#ifndef GC_ARCHY_COPY_H
#define GC_ARCHY_COPY_H

#include "base/buf.h"

/* What stands for "{{" and "}}". n = 0: the text has no placeholder. */
struct archy_marks {
	char open[3], close[3];
	size_t n; /* bytes of each */
};

/* Append the copy. False: the text, which is UTF-8, has all characters of two bytes. */
bool archy_copy(struct slice text, struct archy_marks *marks, struct buf *copy);

/* Put the braces back into a part of the copy, decoded. */
void archy_restore(const struct archy_marks *marks, char *p, size_t n);

#endif
