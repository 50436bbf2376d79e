/*
 * timer.h - timers, soonest first.
 */
#ifndef SIM_TIMER_H
#define SIM_TIMER_H

#include "base/base.h"

struct timer {
	long long due; /* simclock_ms() */
	void (*fire)(void *what);
	void *what;
};

struct timers {
	struct timer *v; /* a binary heap */
	size_t n, cap;
};

void timers_add(struct timers *t, long long due, void (*fire)(void *), void *what);

void timers_run(struct timers *t, long long now); /* fire all that are due */

/* Milliseconds from `now` to the next one, or -1: there is none. */
long long timers_wait(const struct timers *t, long long now);

void timers_release(struct timers *t); /* fires nothing */

#endif
