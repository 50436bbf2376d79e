/*
 * peek.h - find the members of an object without reading what is in their values.
 *
 *	struct slice rest = object, key, value;
 *	while (peek_member(&rest, &key, &value))
 *		...                       // both as spelled, the key without its quotes
 *
 * For a look ahead in text that is read and checked later: it only counts quotes and brackets, at
 * several bytes a nanosecond. In text that is no JSON it gives some slices of the text, or none.
 */
#ifndef GC_PEEK_H
#define GC_PEEK_H

#include "base.h"
#include "slice.h"

/* The next member of what is left of an object, which may begin with white space or its brace. */
bool peek_member(struct slice *rest, struct slice *key, struct slice *value);

/* The next element of what is left of an array, likewise. */
bool peek_element(struct slice *rest, struct slice *value);

#endif
