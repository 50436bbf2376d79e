/* get.c - the run of gc-get */
#include "get.h"
#include "base/err.h"
#include "base/out.h"
#include "base/progress.h"
#include "batch.h"
#include "count.h"
#include "window.h"

enum {
	WINDOW_MIN = 64,              /* records in the window, */
	WINDOW_TIMES = 8,             /* and for each parallel call */
	ARCHY_TIMES = 2 * BATCH_MOST, /* or job: those in it, and those for the next one */
	ARCHY_BYTES = 2 << 20,        /* what a flow is taken for until some have come */
	REFUSALS = 3 /* 401s in a row after which no token is expected to be good */
};

struct run {
	struct calls *calls;
	struct records in;
	struct window window;
	struct batches batches; /* with --archy */
	struct flight_wish wish;
	bool at_end;             /* of the input */
	int stop;                /* nothing more is asked; the exit status of that, or 0 */
	size_t total, done;      /* flows; total 0: not known */
	size_t got, failed;      /* of the done */
	size_t reused;           /* of the got: from --have */
	size_t refused, give_up; /* of the failed: for want of a token or permission; temporary */
	size_t unasked;
	bool answered;   /* some token was good for something */
	size_t refusals; /* calls in a row that ended in 401 */
	struct failures failures;
};

static void
show(struct run *r)
{
	struct calls_figures figures = calls_figures(r->calls);
	char note[120];

	snprintf(note, sizeof note, "%zu unchanged, %zu failed, %zu retries", r->reused, r->failed,
	    figures.retries);
	progress_show(
	    "flows", r->done, r->total, r->reused + r->failed + figures.retries > 0 ? note : NULL);
}

/* After this failure nothing can succeed. */
static bool
is_the_end(const struct run *r, const struct call *c)
{
	if (calls_stopped(r->calls) && (c->verdict == CALL_TEMPORARY || c->verdict == CALL_DROPPED))
		return true; /* the server wants a wait that is too long */
	if (c->status == 401)
		return !r->answered || r->refusals >= REFUSALS;
	if (c->verdict == CALL_FORBIDDEN)
		return c->status == 0; /* the login host gives no token */
	if (c->verdict != CALL_TEMPORARY || c->status != 0)
		return false;
	return c->tries == 0 || calls_figures(r->calls).heard < c->begun;
}

static void
put_failure(struct run *r, const struct flight *f)
{
	r->failed++;
	r->refused += f->problem.n == 0 && f->call.verdict == CALL_FORBIDDEN;
	r->give_up += f->problem.n == 0 && f->call.verdict == CALL_TEMPORARY;
	flight_keep(f, &r->failures);
}

static void
put(struct run *r, const struct flight *f)
{
	if (f->state == FLIGHT_DONE) {
		flight_write(f);
		r->got += f->is_flow;
		r->reused += f->reused;
	} else {
		put_failure(r, f);
		if (f->call.verdict == CALL_DROPPED && f->problem.n == 0)
			r->unasked++;
		else
			flight_report(f);
	}
	r->done += f->is_flow;
}

static void
put_all(struct run *r)
{
	struct flight *f;

	while ((f = window_take(&r->window)) != NULL) {
		put(r, f);
		flight_free(f);
	}
	show(r);
}

static void
stop(struct run *r, int status)
{
	r->stop = status;
	calls_stop(r->calls);
}

/* Something has ended with this call; `failed`: for what the call says. */
static void
heed(struct run *r, const struct call *c, bool failed)
{
	r->refusals = c->status == 401 ? r->refusals + 1 : 0;
	r->answered |= c->status != 401 && c->status != 0;
	if (r->stop == 0 && failed && is_the_end(r, c))
		stop(r, call_exit_code(c));
}

static void
on_done(struct call *c)
{
	struct flight *f = c->user;
	struct run *r = f->owner;

	flight_landed(f);
	window_landed(&r->window, f);
	heed(r, c, f->state == FLIGHT_FAILED && f->problem.n == 0);
}

static void
on_landed(void *user, struct flight *f)
{
	struct run *r = user;

	window_landed(&r->window, f);
}

static void
on_job_ended(void *user, const struct call *c, bool failed)
{
	heed(user, c, failed);
}

static void
ask(struct run *r, struct flight *f)
{
	f->owner = r;
	f->call.done = on_done;
	if (r->wish.archy)
		batches_add(&r->batches, f);
	else
		call_submit(r->calls, &f->call);
}

static void
take_in(struct run *r)
{
	struct flight *f;
	struct record record;

	if (!records_next(&r->in, &record)) {
		r->at_end = true;
		return;
	}
	f = flight_new(&record, &r->wish);
	window_add(&r->window, f);
	if (f->state == FLIGHT_ASKED)
		ask(r, f);
}

static bool
wants_input(const struct run *r)
{
	return !r->at_end && window_has_room(&r->window) && !batches_full(&r->batches);
}

static bool
is_under_way(const struct run *r)
{
	return calls_open(r->calls) > 0 || batches_left(&r->batches);
}

/* Wait for an answer, or for input where fd is not -1. */
static void
wait_for_calls(struct run *r, int fd)
{
	calls_keep(r->calls, window_waiting(&r->window));
	calls_wait(r->calls, fd, -1);
}

/* Wait for an answer or for input, whichever is first. */
static void
wait_for_more(struct run *r)
{
	bool input = wants_input(r);

	if (calls_open(r->calls) > 0)
		wait_for_calls(r, input ? records_fd(&r->in) : -1);
	else if (input)
		take_in(r);
}

static void
finish_what_is_asked(void *user)
{
	struct run *r = user;

	while (is_under_way(r)) {
		batches_send(&r->batches);
		wait_for_calls(r, -1);
		put_all(r);
	}
	put_all(r);
}

/* How many flows may be on their way, and until it is known better, how large they are. */
static void
open_window(struct run *r, const struct get_options *o)
{
	size_t cap = o->parallel * (o->archy ? ARCHY_TIMES : WINDOW_TIMES);

	window_init(&r->window, cap > WINDOW_MIN ? cap : WINDOW_MIN, o->unordered);
	r->batches = (struct batches){.calls = r->calls,
	    .parallel = o->parallel,
	    .landed = on_landed,
	    .ended = on_job_ended,
	    .user = r};
	batches_init(&r->batches);
	if (o->archy)
		window_expect(&r->window, ARCHY_BYTES);
}

/* Nothing succeeded, all for one reason, or the run was stopped: the exit status says which. */
static void
conclude(const struct run *r)
{
	int stop = r->stop == EXIT_RETRY && r->got > 0 ? EXIT_PARTIAL : r->stop;

	if (r->unasked > 0)
		fail(stop, 0, "stopped; %zu more flows were not asked for", r->unasked);
	if (stop != 0)
		status_raise(stop);
	else if (r->got == 0 && r->failed > 0 && r->refused == r->failed)
		status_raise(EXIT_AUTH);
	else if (r->got == 0 && r->failed > 0 && r->give_up == r->failed)
		status_raise(EXIT_RETRY);
}

void
get_run(struct session *s, char *const *files, const struct get_options *o)
{
	struct run r = {.calls = session_calls(s),
	    .wish = {.published = o->published, .version = o->version, .archy = o->archy},
	    .total = count_lines(files)};

	open_window(&r, o);
	have_open(&r.wish.have, o->have);
	failures_open(&r.failures, o->failed);
	records_open(&r.in, files);
	r.in.before_end = finish_what_is_asked;
	r.in.user = &r;
	while (!r.at_end || is_under_way(&r)) {
		while (wants_input(&r) && records_ready(&r.in))
			take_in(&r);
		batches_send(&r.batches);
		put_all(&r);
		out_flush();
		wait_for_more(&r);
	}
	put_all(&r);
	conclude(&r);
	records_close(&r.in);
	batches_release(&r.batches);
	window_release(&r.window);
	have_close(&r.wish.have);
	failures_close(&r.failures);
}
