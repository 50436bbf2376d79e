/*
 * peek.h - find the members of an object without reading their values.
 *
 *	struct slice rest = object, key, value;
 *	while (peek_member(&rest, &key, &value))
 *		...                       // both as spelled, the key without its quotes
 *
 * For looking ahead in text that is read and checked later. It only counts quotes and brackets,
 * at several bytes a nanosecond. If the text is not JSON, it gives some slices of it, or none.
 */
#ifndef GC_PEEK_H
#define GC_PEEK_H

#include "base/base.h"
#include "base/slice.h"

/*
 * The next member of the rest of an object. `rest` may begin with the object's brace and may
 * extend beyond its end.
 */
bool peek_member(struct slice *rest, struct slice *key, struct slice *value);

/*
 * The value of the last member of this name, as most readers take it. n = 0: there is none, or the
 * text is not an object.
 */
struct slice peek_find(struct slice object, const char *name);

/*
 * peek_member() in two steps, to go into a value instead of skipping it: after peek_key(), `rest`
 * begins with the value; after its last member or element, peek_leave() passes its closing
 * bracket.
 */
bool peek_key(struct slice *rest, struct slice *key);
struct slice peek_value(struct slice *rest);
void peek_leave(struct slice *rest);

/* The next element of the rest of an array, in the same way. */
bool peek_element(struct slice *rest, struct slice *value);

#endif
