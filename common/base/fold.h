/*
 * fold.h - texts compared without letter case, as the server compares names: not of ASCII alone. The
 * cases are Unicode's simple ones of the Latin, Greek, Cyrillic and Armenian letters, independent of the
 * locale; all other characters have no case. Bytes that are not UTF-8 stay as they are.
 */
#ifndef GC_FOLD_H
#define GC_FOLD_H

#include "base/buf.h"
#include "base/slice.h"

/* Append the text in lower case. */
void fold_add(struct buf *b, struct slice text);

/* Whether two texts differ in letter case at most. */
bool fold_same(struct slice a, struct slice b);

#endif
