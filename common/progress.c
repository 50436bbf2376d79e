/* progress.c - how far the work has come, on stderr */
#include "buf.h"
#include "err.h"
#include "io.h"
#include "progress.h"

static enum progress_mode mode = PROGRESS_NEVER;
static double started, begun, shown; /* seconds, monotonic; begun: this kind of work */
static bool line_is_up;
static struct buf last; /* the newest json object, until it is printed */

static double
now(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
put(const char *p, size_t n)
{
	/* A progress line that cannot be shown is no reason to stop. */
	if (!io_write(STDERR_FILENO, p, n))
		mode = PROGRESS_NEVER;
}

static void
clear_line(void)
{
	if (line_is_up)
		put("\r\033[K", 4);
	line_is_up = false;
}

void
progress_init(enum progress_mode m)
{
	if (m == PROGRESS_AUTO)
		m = isatty(STDERR_FILENO) ? PROGRESS_AUTO : PROGRESS_NEVER;
	mode = m;
	started = begun = now();
	err_before_message = clear_line;
}

void
progress_restart(void)
{
	begun = now();
}

static void
describe_json(size_t done, size_t total, double seconds, double left, const char *note)
{
	buf_clear(&last);
	buf_printf(
	    &last, "{\"kind\":\"progress\",\"program\":\"%s\",\"done\":%zu", err_program(), done);
	if (total > 0)
		buf_printf(&last, ",\"total\":%zu", total);
	buf_printf(&last, ",\"seconds\":%.1f", seconds);
	if (total > 0 && done > 0)
		buf_printf(&last, ",\"left\":%.0f", left);
	if (note != NULL) {
		buf_puts(&last, ",\"note\":\"");
		for (; *note != '\0'; note++) {
			unsigned char c = (unsigned char)*note;
			buf_putc(&last, c == '"' || c == '\\' || c < ' ' ? ' ' : *note);
		}
		buf_puts(&last, "\"");
	}
	buf_puts(&last, "}\n");
}

static void
show_line(
    const char *what, size_t done, size_t total, double seconds, double left, const char *note)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "\r\033[K%s: %zu", err_program(), done);
	if (total > 0)
		buf_printf(&b, " of %zu", total);
	buf_printf(&b, " %s, %.1f/s", what, seconds > 0 ? (double)done / seconds : 0.0);
	if (total > done && done > 0)
		buf_printf(&b, ", %.0f s left", left);
	if (note != NULL)
		buf_printf(&b, " (%s)", note);
	put(b.p, b.n);
	line_is_up = true;
	buf_release(&b);
}

void
progress_show(const char *what, size_t done, size_t total, const char *note)
{
	double t, seconds, left;

	if (mode == PROGRESS_NEVER)
		return;
	t = now();
	seconds = t - begun;
	left = done > 0 && total > done ? seconds / (double)done * (double)(total - done) : 0;
	if (mode == PROGRESS_JSON) {
		describe_json(done, total, t - started, left, note);
		if (t - shown < 1.0)
			return;
		put(last.p, last.n);
		buf_clear(&last);
	} else {
		if (t - shown < 0.1 || (mode == PROGRESS_AUTO && t - started < 1.0))
			return;
		show_line(what, done, total, seconds, left, note);
	}
	shown = t;
}

void
progress_end(void)
{
	if (mode == PROGRESS_JSON && last.n > 0)
		put(last.p, last.n);
	buf_release(&last);
	clear_line();
	mode = PROGRESS_NEVER;
}
