/*
 * compact.h - a JSON text without its insignificant white space.
 *
 * One pass over the bytes checks the text whole and, in place, closes the gaps between tokens;
 * tokens keep their spelling. A text that has no such white space is only read.
 */
#ifndef GC_COMPACT_H
#define GC_COMPACT_H

#include "json/json.h"

/*
 * Compact the text in b, with the reader j, and say what the root value is. JSON_ERROR: the text
 * is not one whole JSON value; b is then in no useful state, json_error(j) says why and
 * json_offset(j) where in the text as it came.
 */
enum json_type compact(struct json *j, struct buf *b);

#endif
