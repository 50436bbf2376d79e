/*
 * window.h - the fetches under way, oldest first, in bounded memory.
 *
 * To keep the order, a fetch that is done waits for those before it. So the window is bounded by a
 * number, and by the bytes that wait in it or are expected. While it is full, nothing more is read.
 */
#ifndef GET_WINDOW_H
#define GET_WINDOW_H

#include "fetch.h"

struct window {
	struct fetch **v; /* a ring */
	size_t cap, first, n;
	size_t waiting;  /* bytes of fetches that have ended */
	size_t asked;    /* fetches under way, */
	size_t expected; /* and for how many bytes each of them is taken: see window_expect() */
	bool unordered;
};

enum { WINDOW_BYTES = 16 << 20 };

void window_init(struct window *w, size_t cap, bool unordered);
void window_release(struct window *w); /* frees the fetches in it */

/*
 * Fetches under way count, too: each as this many bytes at first, and then as much as the latest ones
 * had. This is for --archy, where many end at the same time.
 */
void window_expect(struct window *w, size_t bytes);

/* Bytes of what has ended and is not yet written. */
size_t window_waiting(const struct window *w);

bool window_has_room(const struct window *w);
void window_add(struct window *w, struct fetch *f);

/* A fetch has ended. */
void window_answered(struct window *w, const struct fetch *f);

/* Take out the next fetch to be written or reported, or NULL; it is the caller's to free. */
struct fetch *window_take(struct window *w);

#endif
