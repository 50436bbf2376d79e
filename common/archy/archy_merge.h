/*
 * archy_merge.h - the marks that git leaves in a file whose merge is not finished. Pure.
 */
#ifndef GC_ARCHY_MERGE_H
#define GC_ARCHY_MERGE_H

#include "base/slice.h"

/* The line of the first one, from 1, and in *at the byte where it begins; 0: none. */
size_t archy_merge_marker(struct slice text, size_t *at);

#endif
