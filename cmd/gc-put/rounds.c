/* rounds.c - all flows, some at a time, and those that were postponed once more */
#include "rounds.h"
#include "flow/absent_chain.h"
#include "flow/archy_chain.h"
#include "run/backup_record.h"
#include "base/mem.h"
#include "flow/configuration_chain.h"
#include "object/object_progress.h"
#include "run/outcome.h"
#include "flow/stub_chain.h"
#include "flow/target_find.h"

/* How many flows that must wait are passed to find one that need not. */
enum { LOOK_AHEAD = 1000 };

/* A flow that waits for others: it was postponed, or it waits for its turn (action and why NULL). */
struct postponed {
	size_t index;
	char *id, *action, *why;
};

struct rounds {
	struct put *put;
	const struct depends *depends; /* or NULL: flows need not wait for others */
	size_t *list;                  /* of this round, not begun: indexes in the spool */
	size_t n, next;
	bool *pending; /* by index in the spool: of this round, and has not ended */
	struct postponed *postponed;
	size_t npostponed, cap;
};

static struct postponed *
rounds_postpone(struct rounds *r, const struct put_flow *f)
{
	struct postponed *p;

	r->postponed = xgrow(r->postponed, &r->cap, r->npostponed + 1, sizeof *r->postponed);
	p = &r->postponed[r->npostponed++];
	*p = (struct postponed){.index = f->index, .id = xstrdup(f->id)};
	return p;
}

/* A flow has ended. */
static void
rounds_ended(void *self)
{
	struct put_flow *f = self;
	struct rounds *r = f->user;
	struct postponed *p;

	r->pending[f->index] = false;
	object_progress_flow(r->put->objects, slice_str(f->id), f->target, f->planned);
	if (f->postponed_why == NULL)
		return;
	p = rounds_postpone(r, f);
	p->action = xstrdup(f->postponed_action);
	p->why = xstrdup(f->postponed_why);
}

/*
 * Of a flow's two records in a backup the second waits until nothing is left to be tried with the
 * first, which would otherwise overwrite it.
 */
static bool
rounds_must_wait(const struct rounds *r, const struct put_flow *f)
{
	if (!r->put->option.restore || *f->id == '\0')
		return false;
	for (size_t i = 0; i < r->npostponed; i++)
		if (strcmp(r->postponed[i].id, f->id) == 0)
			return true;
	return false;
}

/* Which chain a record takes. */
static void
rounds_begin(struct put_flow *f)
{
	const struct put_options *option = &f->put->option;

	if (option->stubs)
		stub_start(f);
	else if (option->restore && backup_is_nothing(&f->m))
		absent_start(f);
	else if (members_find(&f->m, "archy") != NULL)
		archy_start(f);
	else
		configuration_start(f);
}

/* Takes the next flow that need not wait for another off the list; false: all must. */
static bool
rounds_take(struct rounds *r, size_t *index)
{
	size_t at = r->next, end = r->next + LOOK_AHEAD;

	while (at < r->n && at < end && r->depends != NULL &&
	       depends_waits(r->depends, r->list[at], r->pending))
		at++;
	if (at == r->n || at == end)
		return false;
	*index = r->list[at];
	memmove(&r->list[r->next + 1], &r->list[r->next], (at - r->next) * sizeof *r->list);
	r->next++;
	return true;
}

static enum tasks_more
rounds_start_one(void *user)
{
	struct rounds *r = user;
	struct put_flow *f;
	size_t index;

	if (r->next == r->n)
		return TASKS_NONE;
	if (!rounds_take(r, &index))
		return TASKS_LATER;
	f = put_flow_new(r->put, index, rounds_ended, r);
	if (rounds_must_wait(r, f)) {
		rounds_postpone(r, f);
		task_end(&f->task);
	} else {
		rounds_begin(f);
	}
	return r->next < r->n ? TASKS_MORE : TASKS_NONE;
}

static void
rounds_clear(struct rounds *r)
{
	for (size_t i = 0; i < r->npostponed; i++) {
		free(r->postponed[i].id);
		free(r->postponed[i].action);
		free(r->postponed[i].why);
	}
	r->npostponed = 0;
}

/* What a flow was postponed for is its result. */
static enum tasks_more
rounds_report_one(void *user)
{
	struct rounds *r = user;
	const struct postponed *p = NULL;
	struct put_flow *f;

	while (p == NULL && r->next < r->npostponed)
		if (r->postponed[r->next++].why != NULL)
			p = &r->postponed[r->next - 1];
	if (p == NULL)
		return TASKS_NONE;
	f = put_flow_new(r->put, p->index, rounds_ended, r);
	if (target_find(f))
		outcome_end(f, PUT_FAILED, p->action, "%s", p->why);
	return TASKS_MORE;
}

/*
 * What is left for another round goes into list; how many? If the last one helped nobody, what was
 * postponed is reported, and what waits for its turn has it now.
 */
static size_t
rounds_rest(struct rounds *r, size_t *list, bool in_vain)
{
	size_t n = 0;

	if (in_vain) {
		r->next = 0;
		tasks_run(&r->put->tasks, 1, rounds_report_one, r);
	}
	for (size_t i = 0; i < r->npostponed; i++)
		if (!in_vain || r->postponed[i].why == NULL)
			list[n++] = r->postponed[i].index;
	rounds_clear(r);
	return n;
}

void
rounds_run(struct put *put, const struct depends *depends, const size_t *order, size_t n)
{
	size_t *list = xmalloc((n + 1) * sizeof *list), ended;
	struct rounds r = {.put = put, .depends = depends, .list = list};

	r.pending = xcalloc(put->spool.n + 1, sizeof *r.pending);
	memcpy(list, order, n * sizeof *list);
	while (n > 0) {
		ended = put->outcome->ended;
		put->rounds++;
		r.n = n;
		r.next = 0;
		for (size_t i = 0; i < n; i++)
			r.pending[list[i]] = true;
		tasks_run(&put->tasks, (size_t)put->option.jobs, rounds_start_one, &r);
		n = rounds_rest(&r, list, put->outcome->ended == ended);
	}
	free(r.pending);
	free(r.postponed);
	free(list);
}
