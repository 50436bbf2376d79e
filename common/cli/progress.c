/* progress.c - how far the work has come, on stderr */
#include "cli/progress.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/io.h"
#include "cli/progress_text.h"
#include "base/utf8.h"

enum {
	TEXT_SIZE = 80 /* bytes of a note, and of the text that names what a program waits for */
};

/* The arguments of the newest progress_show(). */
static struct {
	const char *what; /* NULL: nothing yet */
	size_t done, total;
	char note[TEXT_SIZE];
} last;

/* What the program waits for. */
static struct {
	bool is_shown;
	char what[TEXT_SIZE];
	int64_t left_ms, elapsed_ms; /* as for progress_wait() */
} waiting;

static struct {
	uint64_t requests, transferred, read;
	progress_limit_fn *limit;
	void *user;
} network;

static enum progress_mode mode = PROGRESS_NEVER;
static double started, begun, shown; /* seconds, monotonic; begun: this kind of work */
static bool line_is_up, was_drawn;

static double
progress_now(void)
{
	return (double)clock_ms() / 1000;
}

static void
progress_put(const char *p, size_t n)
{
	/* If the progress line cannot be shown, the work goes on. */
	if (!io_write(STDERR_FILENO, p, n))
		mode = PROGRESS_NEVER;
}

static void
clear_line(void)
{
	if (line_is_up)
		progress_put("\r\033[K", 4);
	line_is_up = false;
}

void
progress_init(enum progress_mode m)
{
	if (m == PROGRESS_AUTO)
		m = isatty(STDERR_FILENO) ? PROGRESS_AUTO : PROGRESS_NEVER;
	mode = m;
	started = begun = progress_now();
	err_before_message = clear_line;
}

void
progress_restart(void)
{
	begun = progress_now();
}

void
progress_request(void)
{
	network.requests++;
}

void
progress_transferred(size_t bytes)
{
	network.transferred += bytes;
}

void
progress_read(size_t bytes)
{
	network.read += bytes;
}

void
progress_limit(progress_limit_fn *limit, void *user)
{
	network.limit = limit;
	network.user = user;
}

bool
progress_shows_input(void)
{
	return mode == PROGRESS_ALWAYS || mode == PROGRESS_JSON;
}

/* Seconds to the end, by the rate until now, or by the rate limit if that takes longer; -1: unknown. */
static double
progress_left(double seconds)
{
	size_t more = last.total > last.done ? last.total - last.done : 0;
	double left, limit, each;

	if (more == 0 || last.done == 0)
		return -1;
	left = seconds / (double)last.done * (double)more;
	if (network.limit == NULL || network.requests == 0)
		return left;
	each = (double)network.requests / (double)last.done;
	if (each < 1)
		each = 1; /* the requests of a listing before are not those of what follows */
	limit = (double)network.limit(network.user, (size_t)(each * (double)more)) / 1000;
	return limit > left ? limit : left;
}

static struct progress_state
progress_state(double now)
{
	double seconds = now - begun;

	return (struct progress_state){.program = err_program(),
	    .what = last.what,
	    .done = last.done,
	    .total = last.total,
	    .bytes = network.requests > 0 ? network.transferred : network.read,
	    .requests = network.requests,
	    .seconds = now - started,
	    .rate = seconds > 0 ? (double)last.done / seconds : 0,
	    .left = progress_left(seconds),
	    .waiting = waiting.is_shown ? waiting.what : NULL,
	    /* What is left is rounded up, so that the last second is 1. */
	    .wait_left = waiting.left_ms >= 0 ? (waiting.left_ms + 999) / 1000 : -1,
	    .wait_elapsed = waiting.elapsed_ms / 1000,
	    .note = last.note};
}

static void
progress_draw(void)
{
	double t = progress_now();
	double pause = mode == PROGRESS_JSON ? 1.0 : 0.1;
	struct progress_state state;
	struct buf b = BUF_INIT;

	if ((was_drawn && t - shown < pause) || (mode == PROGRESS_AUTO && t - started < 1.0))
		return;
	state = progress_state(t);
	if (mode == PROGRESS_JSON) {
		progress_text_json(&state, false, &b);
	} else {
		buf_puts(&b, "\r\033[K");
		progress_text_line(&state, &b);
	}
	progress_put(b.p, b.n);
	line_is_up = mode != PROGRESS_JSON;
	was_drawn = true;
	shown = t;
	buf_release(&b);
}

static void
progress_note(const char *note)
{
	size_t n = utf8_floor(slice_str(note), sizeof last.note - 1);

	memcpy(last.note, note, n);
	last.note[n] = '\0';
}

void
progress_show(const char *what, size_t done, size_t total, const char *note)
{
	if (mode == PROGRESS_NEVER)
		return;
	last.what = what;
	last.done = done;
	last.total = total;
	progress_note(note != NULL ? note : "");
	waiting.is_shown = false;
	progress_draw();
}

void
progress_tick(void)
{
	if (mode != PROGRESS_NEVER && last.what != NULL && progress_now() - shown >= 0.9)
		progress_draw();
}

void
progress_wait(const char *what, int64_t left_ms, int64_t elapsed_ms)
{
	bool is_long = left_ms >= PROGRESS_WAIT_MS || elapsed_ms >= PROGRESS_WAIT_MS;
	bool is_same = strncmp(waiting.what, what, TEXT_SIZE - 1) == 0;
	bool is_new = !waiting.is_shown || !is_same;
	bool goes_on = is_same && left_ms < 0 && elapsed_ms >= waiting.elapsed_ms;
	struct progress_state state;
	struct buf b = BUF_INIT;

	if (is_new && !is_long) {
		progress_tick();
		return;
	}
	snprintf(waiting.what, sizeof waiting.what, "%s", what);
	waiting.left_ms = left_ms;
	waiting.elapsed_ms = elapsed_ms;
	waiting.is_shown = true;
	if (is_new && !goes_on) {
		state = progress_state(progress_now());
		progress_text_wait(&state, &b);
		debug("waiting: %s", b.p);
		buf_release(&b);
	}
	if (mode != PROGRESS_NEVER)
		progress_draw();
}

void
progress_wait_end(void)
{
	if (!waiting.is_shown)
		return;
	waiting.is_shown = false;
	if (mode != PROGRESS_NEVER && last.what != NULL)
		progress_draw();
}

void
progress_end(void)
{
	struct progress_state state;
	struct buf b = BUF_INIT;

	clear_line();
	waiting.is_shown = false;
	if (mode != PROGRESS_NEVER && last.what != NULL && (mode != PROGRESS_AUTO || was_drawn)) {
		state = progress_state(progress_now());
		if (mode == PROGRESS_JSON)
			progress_text_json(&state, true, &b);
		else
			progress_text_end(&state, &b);
		progress_put(b.p, b.n);
		buf_release(&b);
	}
	mode = PROGRESS_NEVER;
}
