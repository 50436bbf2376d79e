/* progress.c - how far the work has come, on stderr */
#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/progress.h"

enum { WHAT_MAX = 80 }; /* bytes of the text that names what a program waits for */

/* The arguments of the newest progress_show(). */
static struct {
	const char *what; /* NULL: nothing yet */
	size_t done, total;
} last;

/* What the program waits for. */
static struct {
	bool is_shown;
	char what[WHAT_MAX];
	int64_t left_ms, elapsed_ms; /* as for progress_wait() */
} waiting;

static enum progress_mode mode = PROGRESS_NEVER;
static double started, begun, shown; /* seconds, monotonic; begun: this kind of work */
static bool line_is_up;
static struct buf object; /* the newest json object, until it is printed */

static double
progress_now(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
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

/* Whole seconds; what is left is rounded up, so that the last second is 1. */
static long long
wait_seconds(void)
{
	return waiting.left_ms >= 0 ? ((long long)waiting.left_ms + 999) / 1000
				    : (long long)waiting.elapsed_ms / 1000;
}

/* Text that goes into a JSON string as it is. */
static void
put_plain(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;
		buf_putc(b, c == '"' || c == '\\' || c < ' ' ? ' ' : *text);
	}
}

static void
describe_json(double seconds, double left, const char *note)
{
	buf_clear(&object);
	buf_printf(&object, "{\"kind\":\"progress\",\"program\":\"%s\",\"done\":%zu", err_program(),
	    last.done);
	if (last.total > 0)
		buf_printf(&object, ",\"total\":%zu", last.total);
	buf_printf(&object, ",\"seconds\":%.1f", seconds);
	if (last.total > 0 && last.done > 0 && !waiting.is_shown)
		buf_printf(&object, ",\"left\":%.0f", left);
	if (waiting.is_shown) {
		buf_puts(&object, ",\"waiting\":{\"for\":\"");
		put_plain(&object, waiting.what);
		buf_printf(&object, "\",\"%s\":%lld}", waiting.left_ms >= 0 ? "left" : "elapsed",
		    wait_seconds());
	}
	if (note != NULL) {
		buf_puts(&object, ",\"note\":\"");
		put_plain(&object, note);
		buf_puts(&object, "\"");
	}
	buf_puts(&object, "}\n");
}

static void
describe_wait(struct buf *b)
{
	buf_printf(
	    b, "%s, %lld s%s", waiting.what, wait_seconds(), waiting.left_ms >= 0 ? "" : " so far");
}

static void
show_line(double seconds, double left, const char *note)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "\r\033[K%s: ", err_program());
	if (last.what != NULL) {
		buf_printf(&b, "%zu", last.done);
		if (last.total > 0)
			buf_printf(&b, " of %zu", last.total);
		buf_printf(&b, " %s, ", last.what);
	}
	if (waiting.is_shown)
		describe_wait(&b);
	else
		buf_printf(&b, "%.1f/s", seconds > 0 ? (double)last.done / seconds : 0.0);
	if (last.total > last.done && last.done > 0 && !waiting.is_shown)
		buf_printf(&b, ", %.0f s left", left);
	if (note != NULL)
		buf_printf(&b, " (%s)", note);
	progress_put(b.p, b.n);
	line_is_up = true;
	buf_release(&b);
}

static void
progress_draw(const char *note)
{
	double t = progress_now(), seconds = t - begun, left = 0;

	if (last.done > 0 && last.total > last.done)
		left = seconds / (double)last.done * (double)(last.total - last.done);
	if (mode == PROGRESS_JSON) {
		describe_json(t - started, left, note);
		if (t - shown < 1.0)
			return;
		progress_put(object.p, object.n);
		buf_clear(&object);
	} else {
		if (t - shown < 0.1 || (mode == PROGRESS_AUTO && t - started < 1.0))
			return;
		show_line(seconds, left, note);
	}
	shown = t;
}

void
progress_show(const char *what, size_t done, size_t total, const char *note)
{
	if (mode == PROGRESS_NEVER)
		return;
	last.what = what;
	last.done = done;
	last.total = total;
	waiting.is_shown = false;
	progress_draw(note);
}

void
progress_wait(const char *what, int64_t left_ms, int64_t elapsed_ms)
{
	bool is_long = left_ms >= PROGRESS_WAIT_MS || elapsed_ms >= PROGRESS_WAIT_MS;
	bool is_same = strncmp(waiting.what, what, WHAT_MAX - 1) == 0;
	bool is_new = !waiting.is_shown || !is_same;
	bool goes_on = is_same && left_ms < 0 && elapsed_ms >= waiting.elapsed_ms;
	struct buf b = BUF_INIT;

	if (is_new && !is_long)
		return;
	snprintf(waiting.what, sizeof waiting.what, "%s", what);
	waiting.left_ms = left_ms;
	waiting.elapsed_ms = elapsed_ms;
	waiting.is_shown = true;
	if (is_new && !goes_on) {
		describe_wait(&b);
		debug("waiting: %s", b.p);
		buf_release(&b);
	}
	if (mode != PROGRESS_NEVER)
		progress_draw(NULL);
}

void
progress_wait_end(void)
{
	if (!waiting.is_shown)
		return;
	waiting.is_shown = false;
	if (mode != PROGRESS_NEVER && last.what != NULL)
		progress_draw(NULL);
}

void
progress_end(void)
{
	if (mode == PROGRESS_JSON && object.n > 0)
		progress_put(object.p, object.n);
	buf_release(&object);
	clear_line();
	mode = PROGRESS_NEVER;
}
