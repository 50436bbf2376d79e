/*
 * json_lines.h - on which lines of a JSON text its values are. Pure; linear in the text.
 *
 * lines has room for pointers_count(want) numbers. The line (from 1) of each value that the text
 * has is set; the others stay as they are. root: the number of the text's own place. It is not
 * set. A value's line is the one where it begins; for an object or array in an object, that is the
 * line of its name. If the text is not one JSON value, the lines before the error are set.
 */
#ifndef GC_JSON_LINES_H
#define GC_JSON_LINES_H

#include "json/pointers.h"

void json_lines(struct slice text, struct pointers *want, size_t root, size_t *lines);

#endif
