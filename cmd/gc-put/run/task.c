/* task.c - chains of calls, any number side by side */
#include "run/task.h"
#include "cli/cli.h"
#include "base/clock.h"
#include "base/owner.h"
#include "cli/progress.h"
#include "base/url.h"

/* Milliseconds before a step is tried again: doubled each time. */
enum { AGAIN_FIRST = 250, AGAIN_LAST = 30 * 1000 };

/* Milliseconds between two looks at something that the server does in its own time. */
enum { POLL_FIRST = 150, POLL_LAST = 5000 };

enum { SHOW_MS = 1000 }; /* how often progress shows a wait */

void
task_start(struct tasks *tasks, struct task *t, task_step *ended, void *self)
{
	t->tasks = tasks;
	t->owner = (struct task_next){ended, self};
	t->older = tasks->open;
	tasks->open = t;
	tasks->n++;
}

void
task_end(struct task *t)
{
	t->ended = true;
}

static void
task_called(struct call *c)
{
	struct task *t = c->user;

	t->wrote |=
	    strcmp(c->method, "GET") != 0 && (c->verdict == CALL_OK || c->verdict == CALL_UNSURE);
	c->once = c->foreign = c->raw = false;
	c->headers = NULL;
	c->delay_ms = 0;
	buf_release(&t->out); /* it may be large */
	t->next.step(t->next.self);
}

static void
task_begin_call(struct task *t, const char *method, task_step *step, void *self)
{
	call_release(&t->call);
	t->call.method = method;
	t->call.path = t->path.p;
	t->call.body_out = t->out.n > 0 ? buf_slice(&t->out) : slice_of(NULL, 0);
	task_submit(t, step, self);
}

void
task_call(struct task *t, const char *method, task_step *step, void *self, const char *fmt, ...)
{
	va_list args;

	buf_clear(&t->path);
	va_start(args, fmt);
	url_vformat(&t->path, fmt, args);
	va_end(args);
	task_begin_call(t, method, step, self);
}

void
task_call_url(struct task *t, const char *method, task_step *step, void *self, const char *url)
{
	buf_clear(&t->path);
	buf_puts(&t->path, url);
	task_begin_call(t, method, step, self);
}

void
task_submit(struct task *t, task_step *step, void *self)
{
	t->next = (struct task_next){step, self};
	t->call.done = task_called;
	t->call.user = t;
	call_submit(t->tasks->calls, &t->call);
}

static void
task_sleep(struct task *t, const char *what, int64_t ms, struct task_next next)
{
	t->next = next;
	t->due = clock_ms() + ms;
	t->due_for = what;
}

void
task_poll(struct task *t, const char *what, unsigned n, task_step *step, void *self)
{
	int64_t ms = POLL_FIRST;

	if (n <= 1 || t->due_from == 0)
		t->due_from = clock_ms();
	while (n-- > 1 && ms < POLL_LAST)
		ms = ms * 3 / 2;
	task_sleep(t, what, ms < POLL_LAST ? ms : POLL_LAST, (struct task_next){step, self});
}

bool
task_again(struct task *t, unsigned *tries, task_step *step, void *self)
{
	int64_t ms = AGAIN_FIRST;

	if ((long)*tries >= cli_network.retries)
		return false;
	for (unsigned i = 0; i < *tries && ms < AGAIN_LAST; i++)
		ms *= 2;
	++*tries;
	t->due_from = 0;
	task_sleep(t, "next try", ms, (struct task_next){step, self});
	return true;
}

static int64_t
task_left(const struct task *t)
{
	int64_t left = t != NULL ? t->due - clock_ms() : -1;

	return t != NULL && left < 0 ? 0 : left;
}

static void
task_release(struct task *t)
{
	call_release(&t->call);
	buf_release(&t->path);
	buf_release(&t->out);
	t->owner.step(t->owner.self);
}

/* Releases the tasks that have ended and runs those that have slept enough; which one wakes next? */
static struct task *
tasks_turn(struct tasks *tasks)
{
	struct task **at = &tasks->open, *nearest = NULL;
	int64_t now = clock_ms();

	while (*at != NULL) {
		struct task *t = *at;
		if (!t->ended && t->due != 0 && t->due <= now) {
			t->due = 0;
			t->next.step(t->next.self);
		}
		if (t->ended) {
			*at = t->older;
			tasks->n--;
			task_release(t);
			continue;
		}
		if (t->due != 0 && (nearest == NULL || t->due < nearest->due))
			nearest = t;
		at = &t->older;
	}
	return nearest;
}

/* There is nothing to do until the task wakes. */
static void
task_sleep_until(const struct task *t)
{
	int64_t left = task_left(t);

	if (t->due_from != 0)
		progress_wait(t->due_for, -1, clock_ms() - t->due_from);
	else
		progress_wait(t->due_for, left, 0);
	clock_sleep(owner_wait(left < SHOW_MS ? left : SHOW_MS));
}

void
tasks_run(struct tasks *tasks, size_t limit, enum tasks_more (*start)(void *user), void *user)
{
	enum tasks_more more = TASKS_MORE;
	struct task *nearest;
	size_t before;

	for (;;) {
		while (more == TASKS_MORE && tasks->n < limit)
			more = start(user);
		owner_check();
		before = tasks->n;
		nearest = tasks_turn(tasks);
		if (tasks->n == 0 && more == TASKS_NONE)
			break;
		if (more == TASKS_LATER && tasks->n < before)
			more = TASKS_MORE;
		if (tasks->n == 0 || (more == TASKS_MORE && tasks->n < limit))
			continue;
		if (calls_open(tasks->calls) > 0)
			calls_wait(tasks->calls, -1, task_left(nearest));
		else if (nearest != NULL)
			task_sleep_until(nearest);
	}
}
