/* timer.c - timers, soonest first */
#include "base/mem.h"
#include "clock/timer.h"

static void
timer_swap(struct timer *a, struct timer *b)
{
	struct timer c = *a;

	*a = *b;
	*b = c;
}

void
timers_add(struct timers *t, long long due, void (*fire)(void *), void *what)
{
	size_t i = t->n;

	t->v = xgrow(t->v, &t->cap, t->n + 1, sizeof *t->v);
	t->v[t->n++] = (struct timer){due, fire, what};
	for (; i > 0 && t->v[i].due < t->v[(i - 1) / 2].due; i = (i - 1) / 2)
		timer_swap(&t->v[i], &t->v[(i - 1) / 2]);
}

static struct timer
take_first(struct timers *t)
{
	struct timer first = t->v[0];
	size_t i = 0, child;

	t->v[0] = t->v[--t->n];
	while ((child = 2 * i + 1) < t->n) {
		if (child + 1 < t->n && t->v[child + 1].due < t->v[child].due)
			child++;
		if (t->v[i].due <= t->v[child].due)
			break;
		timer_swap(&t->v[i], &t->v[child]);
		i = child;
	}
	return first;
}

void
timers_run(struct timers *t, long long now)
{
	while (t->n > 0 && t->v[0].due <= now) {
		struct timer first = take_first(t);
		first.fire(first.what);
	}
}

long long
timers_wait(const struct timers *t, long long now)
{
	if (t->n == 0)
		return -1;
	return t->v[0].due > now ? t->v[0].due - now : 0;
}

void
timers_release(struct timers *t)
{
	free(t->v);
	*t = (struct timers){NULL, 0, 0};
}
