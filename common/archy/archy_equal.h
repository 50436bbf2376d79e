/*
 * archy_equal.h - whether two Archy YAML texts mean the same. Pure.
 *
 * Keys compare as text (yes: is "yes":), in any order; values by text and type ("5" is not 5);
 * lists in order. Quotes, indentation, comments, line ends and a byte order mark do not count. A
 * text that cannot be read (archy_yaml.h), or that has an alias, equals only its own bytes.
 */
#ifndef GC_ARCHY_EQUAL_H
#define GC_ARCHY_EQUAL_H

#include "base/buf.h"
#include "base/slice.h"

bool archy_equal(struct slice a, struct slice b);

/*
 * Append the text in the one form that all equal texts share: compact JSON, in which the keys of a
 * mapping are sorted and a scalar that is not text begins with a NUL. False: it cannot be read.
 */
bool archy_canonical(struct slice text, struct buf *to);

#endif
