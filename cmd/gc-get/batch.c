/* batch.c - which flows are exported in one job */
#include "batch.h"
#include "base/err.h"
#include "base/mem.h"
#include "org/export_job.h"

/* A fetch, and which of the job's flows it waits for: two fetches may wait for one. */
struct batch_part {
	struct fetch *fetch;
	size_t flow;
};

struct batch {
	struct batches *of;
	struct export_job job;
	struct call call;
	struct batch_part *parts;
	size_t n, cap;
	size_t refused_with; /* it is of a job of so many that was refused; 0: of none */
	struct batch *next;
};

void
batches_init(struct batches *b)
{
	b->most = BATCH_MOST;
}

static struct batch *
batch_new(struct batches *b)
{
	struct batch *one = xcalloc(1, sizeof *one);

	one->of = b;
	one->job = (struct export_job)EXPORT_JOB_INIT;
	return one;
}

static void
batch_free(struct batch *one)
{
	if (one == NULL)
		return;
	export_job_release(&one->job);
	call_release(&one->call);
	free(one->parts);
	free(one);
}

void
batches_release(struct batches *b)
{
	struct batch *one;

	while ((one = b->waiting) != NULL) {
		b->waiting = one->next;
		batch_free(one);
	}
	batch_free(b->open);
}

static void
batch_add(struct batch *one, struct fetch *f)
{
	size_t flow = export_job_add(&one->job, slice_str(f->id), fetch_export_version(f));

	one->parts = xgrow(one->parts, &one->cap, one->n + 1, sizeof *one->parts);
	one->parts[one->n++] = (struct batch_part){f, flow};
}

static void batch_on_answer(struct call *c);

static void
batch_start(struct batches *b, struct batch *one)
{
	b->under_way++;
	one->call.done = batch_on_answer;
	one->call.user = one;
	one->job.usual = one->job.n > 1 ? &b->usual_several : &b->usual_one;
	export_job_start(&one->job, &one->call, calls_base(b->calls));
	call_submit(b->calls, &one->call);
}

static void
batch_start_waiting(struct batches *b)
{
	struct batch *one;

	while ((one = b->waiting) != NULL && b->under_way < b->parallel) {
		b->waiting = one->next;
		batch_start(b, one);
	}
}

/* Each flow that the job left out gets a job of its own, in the same order. */
static void
batch_split(struct batches *b, struct batch *one)
{
	struct batch **at = &b->waiting;
	size_t alone = 0;

	for (size_t i = 0; i < one->n; i++) {
		struct batch *single;
		if (one->job.flows[one->parts[i].flow].state != EXPORT_ALONE)
			continue;
		single = batch_new(b);
		batch_add(single, one->parts[i].fetch);
		single->refused_with = one->job.refused ? one->job.n : 0;
		single->next = *at;
		*at = single;
		at = &single->next;
		alone++;
	}
	if (alone > 0)
		debug("%zu of %zu flows of an export job are tried alone: %s", alone, one->n,
		    one->job.problem.n > 0 ? one->job.problem.p : one->call.message);
}

/* Several refused: so many are too many. One of them refused alone: they were not. */
static void
batch_adapt_size(struct batches *b, const struct batch *one)
{
	bool refused_alone = one->job.n == 1 && one->job.step == EXPORT_REGISTER &&
			     one->call.verdict == CALL_REFUSED;
	size_t fewer = one->job.n / 4 > 0 ? one->job.n / 4 : 1;

	if (one->job.refused && fewer < b->most)
		b->most = fewer;
	if (refused_alone && one->refused_with > b->most)
		b->most = one->refused_with;
}

/* True where one or more have FAILED. */
static bool
batch_deliver(struct batches *b, struct batch *one)
{
	const char *problem = one->job.problem.n > 0 ? one->job.problem.p : NULL;
	bool failed = false;

	for (size_t i = 0; i < one->n; i++) {
		struct fetch *f = one->parts[i].fetch;
		struct export_flow *flow = &one->job.flows[one->parts[i].flow];
		if (flow->state == EXPORT_ALONE)
			continue;
		if (flow->state == EXPORT_GOT)
			fetch_set_archy(f, buf_slice(&flow->yaml));
		else
			fetch_fail(f, problem, &one->call);
		if (one->n == one->job.n)
			buf_release(&flow->yaml);
		failed |= flow->state == EXPORT_FAILED;
		b->answered(b->user, f);
	}
	return failed;
}

static void
batch_on_answer(struct call *c)
{
	struct batch *one = c->user;
	struct batches *b = one->of;
	bool failed;

	if (export_job_next(&one->job, c) == EXPORT_GOES_ON) {
		call_submit(b->calls, c);
		return;
	}
	b->under_way--;
	failed = batch_deliver(b, one);
	b->ended(b->user, c, failed && one->job.problem.n == 0);
	batch_adapt_size(b, one);
	batch_split(b, one);
	batch_free(one);
	batch_start_waiting(b);
}

void
batches_add(struct batches *b, struct fetch *f)
{
	if (b->open == NULL)
		b->open = batch_new(b);
	batch_add(b->open, f);
	if (b->open->n >= b->most)
		batches_send(b);
}

bool
batches_full(const struct batches *b)
{
	return b->waiting != NULL || (b->open != NULL && b->open->n >= b->most);
}

bool
batches_left(const struct batches *b)
{
	return b->waiting != NULL || b->open != NULL;
}

void
batches_send(struct batches *b)
{
	batch_start_waiting(b);
	if (b->open != NULL && b->under_way < b->parallel) {
		batch_start(b, b->open);
		b->open = NULL;
	}
}
