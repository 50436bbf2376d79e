/* pointers.c - places in a document, as a tree of steps */
#include "json/pointers.h"

static void
pointers_step(struct pointers *p, size_t from, struct slice name)
{
	buf_clear(&p->step);
	buf_printf(&p->step, "%zu/", from);
	buf_add_slice(&p->step, name);
}

/* Decode one token. False: a "~" that neither 0 nor 1 follows. */
static bool
pointers_decode(struct buf *name, struct slice token)
{
	buf_clear(name);
	for (size_t i = 0; i < token.n; i++) {
		char c = token.p[i];
		if (c == '~') {
			i++;
			if (i == token.n || (token.p[i] != '0' && token.p[i] != '1'))
				return false;
			c = token.p[i] == '0' ? '~' : '/';
		}
		buf_putc(name, c);
	}
	return true;
}

size_t
pointers_add(struct pointers *p, size_t from, struct slice pointer)
{
	const char *at = pointer.p, *end = pointer.p + pointer.n;
	size_t place = from;

	while (at < end) {
		const char *next;
		if (*at++ != '/')
			return POINTERS_NONE;
		next = memchr(at, '/', (size_t)(end - at));
		next = next != NULL ? next : end;
		if (!pointers_decode(&p->name, slice_of(at, (size_t)(next - at))))
			return POINTERS_NONE;
		pointers_step(p, place, buf_slice(&p->name));
		place = idset_add(&p->steps, buf_slice(&p->step)) + 1;
		at = next;
	}
	return place;
}

static size_t
pointers_look(const struct pointers *p)
{
	size_t i = idset_find(&p->steps, buf_slice(&p->step));

	return i == IDSET_NONE ? POINTERS_NONE : i + 1;
}

size_t
pointers_member(struct pointers *p, size_t from, struct slice name)
{
	pointers_step(p, from, name);
	return pointers_look(p);
}

size_t
pointers_element(struct pointers *p, size_t from, size_t index)
{
	buf_clear(&p->step);
	buf_printf(&p->step, "%zu/%zu", from, index);
	return pointers_look(p);
}

void
pointers_clear(struct pointers *p)
{
	idset_clear(&p->steps);
}

void
pointers_release(struct pointers *p)
{
	idset_release(&p->steps);
	buf_release(&p->step);
	buf_release(&p->name);
}
