/*
 * archy_placeholder.h - {{key}} in Archy YAML: a text that the import fills in.
 *
 * "{{", a key, "}}", on one line. The key has at least one character, and no braces, quotes,
 * backslashes or control characters. Blanks around it do not belong to it: whether the server
 * fills {{ key }} is not known, and nothing else can be meant by it.
 */
#ifndef GC_ARCHY_PLACEHOLDER_H
#define GC_ARCHY_PLACEHOLDER_H

#include "base/slice.h"

struct archy_placeholder {
	struct slice whole; /* braces included */
	struct slice key;
};

/*
 * The first placeholder at or after byte *from of a text, which is moved to its end. False: there
 * is none. Linear, also over all calls.
 */
bool archy_placeholder_next(struct slice text, size_t *from, struct archy_placeholder *p);

/* Whether a text has one. */
bool archy_placeholder_in(struct slice text);

#endif
