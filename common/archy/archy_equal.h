/*
 * archy_equal.h - whether two Archy YAML texts mean the same. Pure.
 *
 * Keys compare as text (yes: is "yes":), in any order; values by text and type ("5" is not 5);
 * lists in order. Quotes, indentation, comments, line ends and a byte order mark do not count. A
 * text that cannot be read (archy_yaml.h), or that has an alias of more than a short scalar, equals only
 * its own bytes.
 */
#ifndef GC_ARCHY_EQUAL_H
#define GC_ARCHY_EQUAL_H

#include "base/slice.h"

bool archy_equal(struct slice a, struct slice b);

#endif
