/* window.c - the records on their way */
#include "window.h"
#include "base/mem.h"

void
window_init(struct window *w, size_t cap, bool unordered)
{
	*w = (struct window){.v = xcalloc(cap, sizeof *w->v), .cap = cap, .unordered = unordered};
}

static struct fetch **
window_slot(const struct window *w, size_t i)
{
	return &w->v[(w->first + i) % w->cap];
}

void
window_release(struct window *w)
{
	for (size_t i = 0; i < w->n; i++)
		fetch_free(*window_slot(w, i));
	free(w->v);
}

void
window_expect(struct window *w, size_t bytes)
{
	w->expected = bytes;
}

size_t
window_waiting(const struct window *w)
{
	return w->waiting;
}

bool
window_has_room(const struct window *w)
{
	return w->n < w->cap && w->waiting + w->asked * w->expected < WINDOW_BYTES;
}

void
window_add(struct window *w, struct fetch *f)
{
	*window_slot(w, w->n++) = f;
	if (f->state == FETCH_REQUESTED)
		w->asked++;
	else
		w->waiting += fetch_size(f);
}

void
window_answered(struct window *w, const struct fetch *f)
{
	size_t size = fetch_size(f);

	w->asked--;
	w->waiting += size;
	if (w->expected > 0)
		w->expected = (w->expected * 3 + size) / 4;
}

/* Close the gap at i from the front, which is where the gaps mostly are. */
static void
window_remove_at(struct window *w, size_t i)
{
	for (; i > 0; i--)
		*window_slot(w, i) = *window_slot(w, i - 1);
	w->first = (w->first + 1) % w->cap;
	w->n--;
}

struct fetch *
window_take(struct window *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct fetch *f = *window_slot(w, i);
		if (f->state != FETCH_REQUESTED) {
			w->waiting -= fetch_size(f);
			window_remove_at(w, i);
			return f;
		}
		if (!w->unordered)
			return NULL;
	}
	return NULL;
}
