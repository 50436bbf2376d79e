/*
 * cursor.h - when a listing that is read by cursor ends. Pure.
 *
 * Such a listing has no total: it ends when the answer names no next page. Some endpoints always
 * name one. So three pages in a row without a new element are the end (the official CLI does the
 * same with empty pages). If a next page was named before, the pages form a loop; then, and after
 * CURSOR_PAGES pages, the listing is not proved complete.
 */
#ifndef GC_CURSOR_H
#define GC_CURSOR_H

#include "base/idset.h"

enum { CURSOR_EMPTY = 3, CURSOR_PAGES = 100000 };

struct cursor {
	struct idset named;
	unsigned empty; /* pages in a row without a new element */
};

enum cursor_step { CURSOR_MORE, CURSOR_END, CURSOR_LOOP, CURSOR_ENDLESS };

/* clang-format off */
#define CURSOR_INIT {IDSET_INIT, 0}
/* clang-format on */

/* To be called after a page with so many new elements that names `next` (n = 0: none). */
enum cursor_step cursor_step(struct cursor *c, struct slice next, size_t elements);
void cursor_release(struct cursor *c);

#endif
