/*
 * cursor.h - where a listing that is read by cursor ends. Pure.
 *
 * Such a listing tells no total: it ends where the answer names no next page. Some endpoints name
 * one for ever: after three pages in a row without anything new that is taken for the end, as the
 * official CLI does with empty ones; a next page that was named before is a loop, and then nothing
 * is proved; nor is it after CURSOR_PAGES pages.
 */
#ifndef GC_CURSOR_H
#define GC_CURSOR_H

#include "base/idset.h"

enum { CURSOR_EMPTY = 3, CURSOR_PAGES = 100000 };

struct cursor {
	struct idset named;
	unsigned empty; /* pages without anything new, one after the other */
};

enum cursor_step { CURSOR_MORE, CURSOR_END, CURSOR_LOOP, CURSOR_ENDLESS };

/* clang-format off */
#define CURSOR_INIT {IDSET_INIT, 0}
/* clang-format on */

/* After a page of so many new elements that names `next` (n = 0: none). */
enum cursor_step cursor_step(struct cursor *c, struct slice next, size_t elements);
void cursor_release(struct cursor *c);

#endif
