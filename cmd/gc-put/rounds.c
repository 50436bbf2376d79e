/*
 * rounds.c - all flows, some at a time; those that wait for others once more after them, for as
 * long as that brings any of them further
 */
#include "base/clock.h"
#include "base/mem.h"
#include "base/owner.h"
#include "base/progress.h"
#include "outcome.h"
#include "put.h"
#include "target.h"

enum { LOOK_MS = 1000 }; /* how often a wait is shown */

static struct parked *
park(struct errand *e)
{
	struct put *put = e->put;
	struct parked *p;

	put->parked = xgrow(put->parked, &put->parked_cap, put->nparked + 1, sizeof *put->parked);
	p = &put->parked[put->nparked++];
	*p = (struct parked){.index = e->index, .id = xstrdup(e->id)};
	e->ended = true;
	return p;
}

void
errand_park(struct errand *e, const char *action, const char *why)
{
	struct parked *p = park(e);

	p->action = xstrdup(action);
	p->why = xstrdup(why);
}

bool
errand_wait_turn(struct errand *e)
{
	struct put *put = e->put;

	if (!put->option.restore || *e->id == '\0')
		return false;
	for (size_t i = 0; i < put->nparked; i++)
		if (strcmp(put->parked[i].id, e->id) == 0) {
			park(e);
			return true;
		}
	return false;
}

/* Nothing can be done until the errand wakes. */
static void
sleep_until(const struct errand *e)
{
	int64_t left = errand_left(e);

	if (e->due_from != 0)
		progress_wait(e->due_for, -1, clock_ms() - e->due_from);
	else
		progress_wait(e->due_for, left, 0);
	clock_sleep(owner_wait(left < LOOK_MS ? left : LOOK_MS));
}

static void
run_round(struct put *put, const size_t *order, size_t n)
{
	size_t next = 0;
	struct errand *nearest;

	for (;;) {
		while (next < n && put->nopen < (size_t)put->option.jobs)
			errand_begin(put, order[next++]);
		owner_check();
		nearest = errand_turn(put);
		if (put->nopen == 0 && next == n)
			break;
		if (put->nopen == 0 || (next < n && put->nopen < (size_t)put->option.jobs))
			continue;
		if (calls_open(put->calls) > 0)
			calls_wait(put->calls, -1, errand_left(nearest));
		else if (nearest != NULL)
			sleep_until(nearest);
	}
}

static void
parked_clear(struct put *put)
{
	for (size_t i = 0; i < put->nparked; i++) {
		free(put->parked[i].id);
		free(put->parked[i].action);
		free(put->parked[i].why);
	}
	put->nparked = 0;
}

/* Nothing brings it any further. */
static void
report(struct put *put, const struct parked *p)
{
	struct errand *e = errand_new(put, p->index);

	if (target_find(e))
		errand_end(e, PUT_FAILED, p->action, "%s", p->why);
	errand_turn(put);
}

/* What is left for another round. When the last was in vain, what waits for its turn has it now. */
static size_t
next_round(struct put *put, size_t *list, bool in_vain)
{
	size_t n = 0;

	for (size_t i = 0; i < put->nparked; i++) {
		if (in_vain && put->parked[i].why != NULL)
			report(put, &put->parked[i]);
		else
			list[n++] = put->parked[i].index;
	}
	parked_clear(put);
	return n;
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
		n = next_round(put, list, put->outcome->ended == ended);
	}
	free(put->parked);
	free(list);
}
