/* circles.c - stubs of Archy YAML that flows need which come before it */
#include "circles.h"
#include "base/mem.h"
#include "flow/stub_chain.h"
#include "flow/target_find.h"

bool
circles_find(struct put *put, const struct depends *depends)
{
	bool any = false;

	put->circle = xcalloc(put->spool.n + 1, sizeof *put->circle);
	for (size_t i = 0; i < put->spool.n; i++)
		if (depends_needs_stub(depends, i)) {
			put->circle[i] = CIRCLE_STUB;
			any = true;
		}
	return any;
}

/* The next record to look at. */
struct circles {
	struct put *put;
	size_t next;
};

static bool
circles_have_more(struct circles *c)
{
	while (c->next < c->put->spool.n && c->put->circle[c->next] == CIRCLE_NONE)
		c->next++;
	return c->next < c->put->spool.n;
}

static void
circles_ended(void *self)
{
	struct put_flow *f = self;

	if (f->reported && !f->stub)
		f->put->circle[f->index] = CIRCLE_FAILED;
	else
		f->put->circle[f->index] = f->task.wrote ? CIRCLE_MADE : CIRCLE_NONE;
}

/* What has a configuration is written as a stub by --stubs only, for the ids of a map. */
static enum tasks_more
circles_start_one(void *user)
{
	struct circles *c = user;
	struct put_flow *f;

	if (!circles_have_more(c))
		return TASKS_NONE;
	f = put_flow_new(c->put, c->next++, circles_ended, c);
	if (members_find(&f->m, "archy") == NULL)
		task_end(&f->task);
	else if (target_find(f) && f->target != NULL)
		task_end(&f->task);
	else if (!f->reported)
		stub_start(f);
	return circles_have_more(c) ? TASKS_MORE : TASKS_NONE;
}

size_t
circles_run(struct put *put, size_t *order, size_t n)
{
	struct circles c = {.put = put};
	size_t left = 0;

	tasks_run(&put->tasks, (size_t)put->option.jobs, circles_start_one, &c);
	for (size_t i = 0; i < n; i++)
		if (put->circle[order[i]] != CIRCLE_FAILED)
			order[left++] = order[i];
	return left;
}
