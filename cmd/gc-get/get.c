/* get.c - the run of gc-get */
#include "get.h"
#include "base/out.h"
#include "batch.h"
#include "count.h"
#include "fetch_object.h"
#include "get_outcome.h"
#include "record/passed.h"
#include "window.h"

enum {
	WINDOW_MIN = 64,              /* records in the window, */
	WINDOW_TIMES = 8,             /* and for each parallel call */
	ARCHY_TIMES = 2 * BATCH_MOST, /* or job: those in it, and those for the next one */
	ARCHY_BYTES = 2 << 20         /* what a flow is taken for until some have come */
};

/* A record that was read, and the versions that are wanted of it. */
struct get_input {
	struct record record;
	size_t number;           /* of the record, from 1 */
	struct get_versions all; /* of this flow; else they are the same for each one */
	size_t next, n;          /* versions that are requested, and all */
	size_t failed;           /* the number of the record that went to --failed last */
};

struct run {
	struct calls *calls;
	const struct get_versions *versions;
	struct get_input input;
	struct records in;
	struct window window;
	struct batches batches; /* with --archy */
	struct fetch_options options;
	struct get_outcome outcome;
	struct passed passed;
	size_t parallel, objects; /* objects under way, and most of them */
	bool at_end;              /* of the input */
	struct failures failures;
};

static void
run_keep_failed(struct run *r, const struct fetch *f)
{
	/* Once, for all its versions: the file asks for each of them again. */
	if (f->input != r->input.failed)
		fetch_keep_failed(f, &r->failures);
	r->input.failed = f->input;
	if (f->call.verdict != CALL_DROPPED || f->problem.n > 0)
		fetch_report(f);
}

static void
run_write(struct run *r, const struct fetch *f)
{
	get_outcome_add(&r->outcome, f);
	if (f->state == FETCH_DONE)
		fetch_write(f);
	else
		run_keep_failed(r, f);
}

static void
run_write_all(struct run *r)
{
	struct fetch *f;

	while ((f = window_take(&r->window)) != NULL) {
		run_write(r, f);
		fetch_free(f);
	}
	get_outcome_show(&r->outcome, r->calls);
}

static void
run_on_answer(struct call *c)
{
	struct fetch *f = c->user;
	struct run *r = f->owner;

	get_outcome_note(&r->outcome, c);
	fetch_answered(f);
	if (f->state == FETCH_REQUESTED) {
		call_submit(r->calls, c);
		return;
	}
	r->objects -= f->object != NULL;
	window_answered(&r->window, f);
	if (f->state == FETCH_FAILED && f->problem.n == 0)
		get_outcome_failed(&r->outcome, r->calls, c);
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
	struct run *r = user;

	get_outcome_note(&r->outcome, c);
	if (failed)
		get_outcome_failed(&r->outcome, r->calls, c);
}

static void
run_request(struct run *r, struct fetch *f)
{
	f->owner = r;
	f->call.done = run_on_answer;
	r->objects += f->object != NULL;
	if (r->options.archy && f->object == NULL)
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
	if (f->passes)
		passed_add(&r->passed, &r->input.record);
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
	struct get_input *in = &r->input;

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

/* An object under way may hold many answers, so only as many are begun as there are calls. */
static bool
run_wants_input(const struct run *r)
{
	return !r->at_end && window_has_room(&r->window) && !batches_full(&r->batches) &&
	       r->objects < r->parallel;
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

void
get_run(struct session *s, char *const *files, const struct get_options *o)
{
	struct run r = {.calls = session_calls(s),
	    .versions = &o->versions,
	    .options = {.archy = o->archy,
		.without = (o->no_rows ? OBJECT_ROWS : 0) | (o->no_media ? OBJECT_MEDIA : 0) |
			   (o->scripts ? 0 : OBJECT_SCRIPT),
		.mask = o->mask_headers,
		.api = calls_base(session_calls(s))},
	    .outcome = {.total = count_lines(files) * o->versions.n},
	    .passed = PASSED_INIT,
	    .parallel = o->parallel};

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
	get_outcome_conclude(&r.outcome);
	fetch_object_report(&r.options.literal_keys);
	passed_report(&r.passed, "nothing to fetch");
	passed_release(&r.passed);
	records_close(&r.in);
	batches_release(&r.batches);
	window_release(&r.window);
	have_close(&r.options.have);
	buf_release(&r.options.literal_keys.names);
	failures_close(&r.failures);
	get_versions_release(&r.input.all);
}
