/*
 * task.h - tasks: chains of calls, any number side by side.
 *
 * A task is a sequence of steps. A step is a function that reads the answer of the call before it
 * and ends by requesting what comes next: task_call(), task_poll(), task_again(), or task_end().
 * So a chain reads from top to bottom in its file. A step gets the state it belongs to (`self`):
 * each chain, and each chain that it runs in the middle, has a struct of its own with a
 * continuation of its own (struct task_next), so that none overwrites another's.
 *
 *	static void answered(void *self);
 *	task_call(&mine->task, "GET", answered, mine, "/api/v2/flows/%s", id);
 *
 * Nothing here knows what the calls are about.
 */
#ifndef PUT_TASK_H
#define PUT_TASK_H

#include "http/call.h"

typedef void task_step(void *self);

/* Where a chain continues. */
struct task_next {
	task_step *step;
	void *self;
};

struct tasks;

/* Zeroed by its owner before task_start(). */
struct task {
	/*
	 * The call under way or the last one, with its answer. once, foreign, raw and headers, set
	 * before task_call(), are for one call; so is `out`, the body to send.
	 */
	struct call call;
	struct buf out;
	bool wrote; /* a call that is not a GET succeeded, or may have */

	/* The engine's. */
	struct tasks *tasks;
	struct buf path;
	struct task_next next;
	int64_t due;            /* of a sleep, on clock_ms()'s scale; 0: none */
	const char *due_for;    /* what it waits for, for progress */
	int64_t due_from;       /* since when, if `due` is only the next look; else 0 */
	bool ended;             /* task_end() */
	struct task_next owner; /* called once, after the end */
	struct task *older;     /* list of the open ones */
};

struct tasks {
	struct calls *calls;
	struct task *open;
	size_t n;
};

/* Open, without a step yet. ended(self) is called when the task is no longer used: it may free it. */
void task_start(struct tasks *tasks, struct task *t, task_step *ended, void *self);
void task_end(struct task *t);

/* A call below the base URL; fmt knows "%s" only, which is URL-escaped (url.h). */
void task_call(struct task *t, const char *method, task_step *step, void *self, const char *fmt,
    ...) GC_PRINTF(5, 6);
void task_call_url(
    struct task *t, const char *method, task_step *step, void *self, const char *url);
void task_submit(struct task *t, task_step *step, void *self); /* t->call, as prepared */

/*
 * Sleeps before look number n (from 1) at something that the server does in its own time. `what`
 * is shown as progress. The sleeps grow to 5 s; TASK_POLLS of them are about half an hour, after
 * which the caller gives up.
 */
enum { TASK_POLLS = 400 };
void task_poll(struct task *t, const char *what, unsigned n, task_step *step, void *self);

/*
 * Runs a step again after a pause that doubles each time, as often as --retries allows; false: no
 * more. *tries counts; whoever made progress sets it to 0.
 */
bool task_again(struct task *t, unsigned *tries, task_step *step, void *self);

/*
 * Runs tasks, at most `limit` at a time, until none is open and start() has no further one. It
 * starts one with task_start() and tells whether there are more, or that the next one must wait
 * until an open one has ended.
 */
enum tasks_more { TASKS_MORE, TASKS_LATER, TASKS_NONE };
void tasks_run(struct tasks *tasks, size_t limit, enum tasks_more (*start)(void *user), void *user);

#endif
