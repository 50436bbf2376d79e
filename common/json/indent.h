/*
 * indent.h - a JSON text laid out in lines: one member or element a line, two blanks a level.
 *
 * Tokens keep their spelling, so compact() reverses it. Values deeper than INDENT_DEPTH levels
 * stay on one line, because indentation would make the size of the output quadratic.
 */
#ifndef GC_INDENT_H
#define GC_INDENT_H

#include "json/json.h"

enum { INDENT_DEPTH = 200 };

/* Takes the output in pieces. False stops the output; the function itself keeps the reason. */
typedef bool indent_put(void *to, const void *p, size_t n);

/*
 * Write the JSON text, one whole value that was checked before, with the reader j, and a newline.
 * False if `put` returned false.
 */
bool indent(struct json *j, struct slice json, indent_put *put, void *to);

#endif
