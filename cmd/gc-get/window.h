/*
 * window.h - the records on their way, oldest first, in bounded memory.
 *
 * In order, what is done waits for what came before it; so the window is bounded by a number and
 * by the bytes that wait in it or are expected, and while it is full nothing more is read.
 */
#ifndef GET_WINDOW_H
#define GET_WINDOW_H

#include "flight.h"

struct window {
	struct flight **v; /* a ring */
	size_t cap, first, n;
	size_t waiting;  /* bytes of flights that are not under way any more */
	size_t asked;    /* flights under way, */
	size_t expected; /* and for how many bytes each of them is taken: see window_expect() */
	bool unordered;
};

enum { WINDOW_BYTES = 16 << 20 };

void window_init(struct window *w, size_t cap, bool unordered);
void window_release(struct window *w); /* frees the flights in it */

/*
 * Flights under way count, too, each as this many bytes at first, and then as what landed lately:
 * for --archy, where they are many and land together.
 */
void window_expect(struct window *w, size_t bytes);

/* Bytes of what landed and is not yet written. */
size_t window_waiting(const struct window *w);

bool window_has_room(const struct window *w);
void window_add(struct window *w, struct flight *f);

/* A flight is not under way any more. */
void window_landed(struct window *w, const struct flight *f);

/* Take out the next flight to be written or reported, or NULL; it is the caller's to free. */
struct flight *window_take(struct window *w);

#endif
