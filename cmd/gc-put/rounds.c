/*
 * rounds.c - all flows, some at a time; those that wait for others once more after them, for as
 * long as that brings any of them further
 */
#include "clock.h"
#include "mem.h"
#include "outcome.h"
#include "put.h"
#include "target.h"

void
errand_park(struct errand *e, const char *action, const char *why)
{
	struct put *put = e->put;

	put->parked = xgrow(put->parked, &put->parked_cap, put->nparked + 1, sizeof *put->parked);
	put->parked[put->nparked++] = (struct parked){e->index, xstrdup(action), xstrdup(why)};
	e->ended = true;
}

static void
run_round(struct put *put, const size_t *order, size_t n)
{
	size_t next = 0;
	int64_t ms;

	for (;;) {
		while (next < n && put->nopen < (size_t)put->option.jobs)
			errand_begin(put, order[next++]);
		ms = errand_turn(put);
		if (put->nopen == 0 && next == n)
			break;
		if (put->nopen == 0 || (next < n && put->nopen < (size_t)put->option.jobs))
			continue;
		if (calls_open(put->calls) > 0)
			calls_wait(put->calls, -1, ms);
		else if (ms > 0)
			clock_sleep(ms);
	}
}

static void
parked_clear(struct put *put)
{
	for (size_t i = 0; i < put->nparked; i++) {
		free(put->parked[i].action);
		free(put->parked[i].why);
	}
	put->nparked = 0;
}

/* Nothing brings them any further. */
static void
report_parked(struct put *put)
{
	for (size_t i = 0; i < put->nparked; i++) {
		struct errand *e = errand_new(put, put->parked[i].index);
		if (target_find(e))
			errand_end(e, PUT_FAILED, put->parked[i].action, "%s", put->parked[i].why);
		errand_turn(put);
	}
}

void
errand_run_all(struct put *put, const size_t *order, size_t n)
{
	size_t *list = xmalloc((n + 1) * sizeof *list), ended;

	memcpy(list, order, n * sizeof *list);
	while (n > 0) {
		ended = put->outcome->ended;
		put->rounds++;
		run_round(put, list, n);
		n = put->nparked;
		for (size_t i = 0; i < n; i++)
			list[i] = put->parked[i].index;
		if (put->outcome->ended == ended) {
			report_parked(put);
			n = 0;
		}
		parked_clear(put);
	}
	free(put->parked);
	free(list);
}
