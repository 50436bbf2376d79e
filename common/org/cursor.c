/* cursor.c - when a listing that is read by cursor ends */
#include "org/cursor.h"

enum cursor_step
cursor_step(struct cursor *c, struct slice next, size_t elements)
{
	size_t known = c->named.n;

	c->empty = elements > 0 ? 0 : c->empty + 1;
	if (next.n == 0 || c->empty == CURSOR_EMPTY)
		return CURSOR_END;
	if (known == CURSOR_PAGES)
		return CURSOR_ENDLESS;
	return idset_add(&c->named, next) == known ? CURSOR_MORE : CURSOR_LOOP;
}

void
cursor_release(struct cursor *c)
{
	idset_release(&c->named);
}
