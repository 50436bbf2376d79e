/*
 * indent.h - a JSON text laid out in lines: one member or element a line, two blanks a level.
 *
 * Tokens keep their spelling, so compact() makes of it what it was. From INDENT_DEPTH levels on,
 * where indentation alone would make the output quadratic, what is deeper stays on its line.
 */
#ifndef GC_INDENT_H
#define GC_INDENT_H

#include "json/json.h"

enum { INDENT_DEPTH = 200 };

/* Takes the output in pieces. False: no more is wanted, for a reason that the taker keeps. */
typedef bool indent_put(void *to, const void *p, size_t n);

/*
 * Write the JSON text, one whole value that was read before, with the reader j, and a newline.
 * False when `put` was.
 */
bool indent(struct json *j, struct slice json, indent_put *put, void *to);

#endif
