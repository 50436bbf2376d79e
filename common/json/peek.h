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

#include "base/base.h"
#include "base/slice.h"

/*
 * The next member of what is left of an object. `rest` may begin with the object's brace, and may
 * go on behind its end.
 */
bool peek_member(struct slice *rest, struct slice *key, struct slice *value);

/*
 * The same in two steps, to go into a value instead of past it: after peek_key(), `rest` begins
 * with the value; after its last member or element, peek_leave() passes its closing bracket.
 */
bool peek_key(struct slice *rest, struct slice *key);
struct slice peek_value(struct slice *rest);
void peek_leave(struct slice *rest);

/* The next element of what is left of an array, likewise. */
bool peek_element(struct slice *rest, struct slice *value);

#endif
