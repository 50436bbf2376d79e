/*
 * yaml_lines.h - on which lines of a YAML text its values are. Pure; linear in the text.
 *
 * The stream counts as an array of its documents, so a pointer begins with the document's number:
 * /0/configuration/name is in the first document. lines has room for pointers_count(want) numbers.
 * The line (from 1) of each value that the text has is set; the others stay as they are. A value's
 * line is the one where it begins: that of a block of text has its "|". For a mapping or sequence
 * in a mapping it is the line of its key, because the value begins on the next line.
 *
 * Tags and anchors have no effect, an alias has no members, and keys are compared as text. If the
 * text is not YAML, or has more than YAML_IN_DEPTH levels, the lines before that place are set.
 */
#ifndef GC_YAML_LINES_H
#define GC_YAML_LINES_H

#include "json/pointers.h"

void yaml_lines(struct slice text, struct pointers *want, size_t *lines);

#endif
