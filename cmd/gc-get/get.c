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

/* A record that was read, and the versions that are wanted of it. */
struct input {
	struct record record;
	size_t number;           /* of the record, from 1 */
	struct get_versions all; /* of this flow; else they are the same for each one */
	size_t next, n;          /* versions that are requested, and all */
	size_t failed;           /* the number of the record that went to --failed last */
};

struct run {
	struct calls *calls;
	const struct get_versions *versions;
	struct input input;
	struct records in;
	struct window window;
	struct batches batches; /* with --archy */
	struct fetch_options options;
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
run_show_progress(struct run *r)
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
run_is_hopeless(const struct run *r, const struct call *c)
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
run_keep_failed(struct run *r, const struct fetch *f)
{
	r->failed++;
	r->refused += f->problem.n == 0 && f->call.verdict == CALL_FORBIDDEN;
	r->give_up += f->problem.n == 0 && f->call.verdict == CALL_TEMPORARY;
	/* Once, for all its versions: the file asks for each of them again. */
	if (f->input != r->input.failed)
		fetch_keep_failed(f, &r->failures);
	r->input.failed = f->input;
}

static void
run_write(struct run *r, const struct fetch *f)
{
	if (f->state == FETCH_DONE) {
		fetch_write(f);
		r->got += f->is_flow;
		r->reused += f->reused;
	} else {
		run_keep_failed(r, f);
		if (f->call.verdict == CALL_DROPPED && f->problem.n == 0)
			r->unasked++;
		else
			fetch_report(f);
	}
	r->done += f->is_flow;
}

static void
run_write_all(struct run *r)
{
	struct fetch *f;

	while ((f = window_take(&r->window)) != NULL) {
		run_write(r, f);
		fetch_free(f);
	}
	run_show_progress(r);
}

static void
run_stop(struct run *r, int status)
{
	r->stop = status;
	calls_stop(r->calls);
}

/* Something has ended with this call; `failed`: for what the call says. */
static void
run_note_status(struct run *r, const struct call *c, bool failed)
{
	r->refusals = c->status == 401 ? r->refusals + 1 : 0;
	r->answered |= c->status != 401 && c->status != 0;
	if (r->stop == 0 && failed && run_is_hopeless(r, c))
		run_stop(r, call_exit_code(c));
}

static void
run_on_answer(struct call *c)
{
	struct fetch *f = c->user;
	struct run *r = f->owner;

	fetch_answered(f);
	window_answered(&r->window, f);
	run_note_status(r, c, f->state == FETCH_FAILED && f->problem.n == 0);
}

static void
run_on_archy(void *user, struct fetch *f)
{
	struct run *r = user;

	window_answered(&r->window, f);
}

static void
run_on_job_ended(void *user, const struct call *c, bool failed)
{
	run_note_status(user, c, failed);
}

static void
run_request(struct run *r, struct fetch *f)
{
	f->owner = r;
	f->call.done = run_on_answer;
	if (r->options.archy)
		batches_add(&r->batches, f);
	else
		call_submit(r->calls, &f->call);
}

static void
run_begin_fetch(struct run *r, const char *problem)
{
	struct fetch *f = fetch_new(&r->input.record, &r->options);

	f->input = r->input.number;
	if (problem != NULL && f->state != FETCH_FAILED)
		fetch_fail(f, problem, NULL);
	window_add(&r->window, f);
	if (f->state == FETCH_REQUESTED)
		run_request(r, f);
}

/* The next version of the record. Its text is valid until the reader is asked again. */
static void
run_next_version(struct run *r)
{
	const struct get_versions *versions = r->versions->all ? &r->input.all : r->versions;
	struct get_version version = versions->v[r->input.next++];

	r->options.published = version.published;
	r->options.version = version.named;
	run_begin_fetch(r, NULL);
}

/* All versions of the record, which the server lists. Without a list it is one failure. */
static void
run_list_versions(struct run *r)
{
	struct buf why = BUF_INIT;

	r->options.published = false;
	r->options.version = NULL;
	get_versions_release(&r->input.all);
	if (!get_versions_list(&r->input.all, r->calls, &r->input.record.m, &why))
		run_begin_fetch(r, why.p);
	else if (r->input.all.n == 0)
		run_begin_fetch(r, NULL);
	r->input.n = r->input.all.n;
	buf_release(&why);
}

static void
run_read_record(struct run *r)
{
	struct input *in = &r->input;

	if (in->next < in->n) {
		run_next_version(r);
		return;
	}
	in->next = in->n = 0;
	if (!records_next(&r->in, &in->record)) {
		r->at_end = true;
		return;
	}
	in->number++;
	if (!record_is(&in->record, "flow"))
		run_begin_fetch(r, NULL);
	else if (r->versions->all)
		run_list_versions(r);
	else
		in->n = r->versions->n;
}

/* Whether a version of the last record, or a record, is there without a wait. */
static bool
run_has_input(struct run *r)
{
	return r->input.next < r->input.n || records_ready(&r->in);
}

static bool
run_wants_input(const struct run *r)
{
	return !r->at_end && window_has_room(&r->window) && !batches_full(&r->batches);
}

static bool
run_is_under_way(const struct run *r)
{
	return calls_open(r->calls) > 0 || batches_left(&r->batches);
}

/* Wait for an answer, or for input where fd is not -1. */
static void
run_wait_for_calls(struct run *r, int fd)
{
	calls_keep(r->calls, window_waiting(&r->window));
	calls_wait(r->calls, fd, -1);
}

/* Wait for an answer or for input, whichever is first. */
static void
run_wait(struct run *r)
{
	bool input = run_wants_input(r);

	if (input && r->input.next < r->input.n)
		return;
	if (calls_open(r->calls) > 0)
		run_wait_for_calls(r, input ? records_fd(&r->in) : -1);
	else if (input)
		run_read_record(r);
}

static void
run_finish_requests(void *user)
{
	struct run *r = user;

	while (run_is_under_way(r)) {
		batches_send(&r->batches);
		run_wait_for_calls(r, -1);
		run_write_all(r);
	}
	run_write_all(r);
}

/* How many flows may be on their way, and until it is known better, how large they are. */
static void
run_open_window(struct run *r, const struct get_options *o)
{
	size_t cap = o->parallel * (o->archy ? ARCHY_TIMES : WINDOW_TIMES);

	window_init(&r->window, cap > WINDOW_MIN ? cap : WINDOW_MIN, o->unordered);
	r->batches = (struct batches){.calls = r->calls,
	    .parallel = o->parallel,
	    .answered = run_on_archy,
	    .ended = run_on_job_ended,
	    .user = r};
	batches_init(&r->batches);
	if (o->archy)
		window_expect(&r->window, ARCHY_BYTES);
}

/* Nothing succeeded, all for one reason, or the run was stopped: the exit status says which. */
static void
run_conclude(const struct run *r)
{
	int stop = r->stop == EXIT_RETRY && r->got > 0 ? EXIT_PARTIAL : r->stop;

	if (r->unasked > 0)
		fail(stop, 0, "stopped; %zu more flows were not requested", r->unasked);
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
	    .versions = &o->versions,
	    .options = {.archy = o->archy},
	    .total = count_lines(files) * o->versions.n};

	run_open_window(&r, o);
	have_open(&r.options.have, o->have);
	failures_open(&r.failures, o->failed);
	records_open(&r.in, files);
	r.in.before_end = run_finish_requests;
	r.in.user = &r;
	while (!r.at_end || run_is_under_way(&r)) {
		while (run_wants_input(&r) && run_has_input(&r))
			run_read_record(&r);
		batches_send(&r.batches);
		run_write_all(&r);
		out_flush();
		run_wait(&r);
	}
	run_write_all(&r);
	run_conclude(&r);
	records_close(&r.in);
	batches_release(&r.batches);
	window_release(&r.window);
	have_close(&r.options.have);
	failures_close(&r.failures);
	get_versions_release(&r.input.all);
}
