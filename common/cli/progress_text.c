/* progress_text.c - progress as a line or as an object */
#define _DEFAULT_SOURCE /* TIOCGWINSZ */
#define _DARWIN_C_SOURCE
#include <sys/ioctl.h>

#include "cli/progress_text.h"
#include "base/utf8.h"
#include "json/json_write.h"

enum { COLUMNS = 80, COLUMNS_MIN = 20, COLUMNS_MAX = 1000 };

/* The width of the line on stderr: the terminal's, or what is usual. */
static size_t
progress_columns(void)
{
#ifdef TIOCGWINSZ
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= COLUMNS_MIN)
		return size.ws_col < COLUMNS_MAX ? size.ws_col : COLUMNS_MAX;
#endif
	return COLUMNS;
}

/* "41 s", "4 min 10 s", "1 h 5 min" */
static void
put_time(struct buf *b, long long s)
{
	if (s < 120)
		buf_printf(b, "%lld s", s);
	else if (s < 7200)
		buf_printf(b, "%lld min %lld s", s / 60, s % 60);
	else
		buf_printf(b, "%lld h %lld min", s / 3600, s / 60 % 60);
}

static void
put_bytes(struct buf *b, uint64_t n)
{
	static const char *const units[] = {"kB", "MB", "GB", "TB"};
	double value = (double)n / 1000;
	size_t unit = 0;

	if (n < 1000) {
		buf_printf(b, "%d B", (int)n);
		return;
	}
	for (; value >= 999.95 && unit + 1 < COUNT_OF(units); unit++)
		value /= 1000;
	buf_printf(b, "%.1f %s", value, units[unit]);
}

static void
put_count(const struct progress_state *s, struct buf *b)
{
	if (s->what == NULL)
		return;
	buf_printf(b, "%zu", s->done);
	if (s->total > 0)
		buf_printf(b, " of %zu", s->total);
	buf_printf(b, " %s, ", s->what);
	if (s->bytes > 0) {
		put_bytes(b, s->bytes);
		buf_puts(b, ", ");
	}
}

void
progress_text_wait(const struct progress_state *s, struct buf *b)
{
	buf_printf(b, "%s, ", s->waiting);
	put_time(b, s->wait_left >= 0 ? s->wait_left : s->wait_elapsed);
	if (s->wait_left < 0)
		buf_puts(b, " so far");
}

void
progress_text_line(const struct progress_state *s, struct buf *b)
{
	size_t columns = progress_columns() - 1, from = b->n;

	buf_printf(b, "%s: ", s->program);
	put_count(s, b);
	if (s->waiting != NULL)
		progress_text_wait(s, b);
	else
		buf_printf(b, "%.1f/s", s->rate);
	if (s->left >= 0) {
		buf_puts(b, ", ");
		put_time(b, (long long)(s->left + 0.5));
		buf_puts(b, " left");
	}
	if (*s->note != '\0')
		buf_printf(b, " (%s)", s->note);
	/* A line that wraps could not be drawn again. */
	b->n = from + utf8_floor(slice_of(b->p + from, b->n - from), columns);
}

void
progress_text_end(const struct progress_state *s, struct buf *b)
{
	buf_printf(b, "%s: ", s->program);
	put_count(s, b);
	if (s->requests > 0)
		buf_printf(b, "%llu requests, ", (unsigned long long)s->requests);
	if (s->seconds < 10)
		buf_printf(b, "%.1f s", s->seconds);
	else
		put_time(b, (long long)(s->seconds + 0.5));
	if (*s->note != '\0')
		buf_printf(b, " (%s)", s->note);
	buf_putc(b, '\n');
}

void
progress_text_json(const struct progress_state *s, bool last, struct buf *b)
{
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", "progress");
	json_write_cstr(b, "program", s->program);
	json_write_count(b, "done", s->done);
	if (s->total > 0)
		json_write_count(b, "total", s->total);
	json_write_integer(b, "bytes", (long long)s->bytes);
	if (s->requests > 0)
		json_write_integer(b, "requests", (long long)s->requests);
	json_write_name(b, "seconds");
	buf_printf(b, "%.1f", s->seconds);
	if (!last && s->left >= 0)
		json_write_integer(b, "left", (long long)(s->left + 0.5));
	if (!last && s->waiting != NULL) {
		json_write_open(b, "waiting");
		json_write_cstr(b, "for", s->waiting);
		json_write_integer(b, s->wait_left >= 0 ? "left" : "elapsed",
		    s->wait_left >= 0 ? s->wait_left : s->wait_elapsed);
		json_write_close(b);
	}
	if (*s->note != '\0')
		json_write_cstr(b, "note", s->note);
	if (last)
		json_write_bool(b, "end", true);
	json_write_close(b);
	buf_putc(b, '\n');
}
