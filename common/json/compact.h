/*
 * compact.h - a JSON text without its insignificant white space.
 *
 * One pass checks the whole text and moves the tokens together, in place. Tokens keep their
 * spelling. A text without such white space is only read.
 */
#ifndef GC_COMPACT_H
#define GC_COMPACT_H

#include "json/json.h"

/*
 * Compact the text in b, with the reader j, and return the type of the root value. JSON_ERROR:
 * the text is not one whole JSON value. Then b is in an undefined state, json_error(j) gives the
 * reason, and json_offset(j) the place in the original text.
 */
enum json_type compact(struct json *j, struct buf *b);

#endif
