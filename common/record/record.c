/* record.c - NDJSON framing */
#include <fcntl.h>
#include <poll.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/out.h"
#include "cli/progress.h"
#include "base/utf8.h"
#include "record/record.h"

enum {
	READ_SIZE = 1 << 18, /* bytes asked for at a time; they stay in the cache */
	AWAIT_MS = 1000      /* between two updates of the progress */
};

#define LINE_MAX_BYTES BUF_MAX

void
records_open(struct records *r, char *const *files)
{
	static char dash[] = "-";
	static char *const only_stdin[] = {dash, NULL};

	*r = (struct records){.files = files[0] != NULL ? files : only_stdin, .fd = -1};
	r->json = (struct json)JSON_INIT;
	r->buf = xgrow(NULL, &r->cap, READ_SIZE, 1);
}

void
records_close(struct records *r)
{
	if (r->fd > STDIN_FILENO && close(r->fd) != 0)
		die(EXIT_IO, errno, "%s: close", r->name);
	free(r->buf);
	json_release(&r->json);
	members_release(&r->members);
	*r = (struct records){.fd = -1};
}

static bool
open_next(struct records *r)
{
	const char *name = *r->files;

	if (name == NULL)
		return false;
	r->files++;
	if (strcmp(name, "-") == 0) {
		r->fd = STDIN_FILENO;
		r->name = "stdin";
	} else {
		r->fd = open(name, O_RDONLY | O_CLOEXEC);
		r->name = name;
		if (r->fd < 0)
			die(EXIT_IO, errno, "%s", name);
	}
	r->begin = r->end = r->looked = r->line = 0;
	r->base = 0;
	r->at_eof = false;
	return true;
}

static void
close_current(struct records *r)
{
	if (r->fd != STDIN_FILENO && close(r->fd) != 0)
		die(EXIT_IO, errno, "%s: close", r->name);
	r->fd = -1;
	r->name = NULL;
}

static bool
records_readable(int fd, int timeout)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, timeout) > 0;
}

/* Nothing can be read now: show the wait, as often as progress is drawn. */
static void
records_await(const struct records *r)
{
	struct pollfd p = {.fd = r->fd, .events = POLLIN};
	int64_t begun;

	if (!progress_shows_input())
		return;
	begun = clock_ms();
	while (poll(&p, 1, AWAIT_MS) == 0)
		progress_wait("input", -1, clock_ms() - begun);
	progress_wait_end();
}

/* Make room and read more bytes to the end of the buffer. */
static void
records_fill(struct records *r)
{
	ssize_t got;

	if (r->begin > 0) {
		memmove(r->buf, r->buf + r->begin, r->end - r->begin);
		r->end -= r->begin;
		r->base += (off_t)r->begin;
		r->begin = 0;
	}
	r->buf = xgrow(r->buf, &r->cap, r->end + READ_SIZE, 1);
	/* Before a wait, pass the finished records to the next program of the pipeline. */
	if (!records_readable(r->fd, 0)) {
		out_flush();
		records_await(r);
	}
	got = io_read(r->fd, r->buf + r->end, READ_SIZE);
	if (got < 0)
		die(EXIT_IO, errno, "%s: %s", r->name,
		    errno == EISDIR ? "gc-load reads folders" : "read");
	if (got == 0)
		r->at_eof = true;
	r->end += (size_t)got;
	progress_read((size_t)got);
}

/* The LF of the next line, or NULL if it has not been read yet. */
static const char *
find_lf(struct records *r)
{
	const char *p = r->buf + r->begin;
	size_t n = r->end - r->begin;
	const char *lf = n > r->looked ? memchr(p + r->looked, '\n', n - r->looked) : NULL;

	r->looked = lf != NULL ? (size_t)(lf - p) : n;
	return lf;
}

/* The next line of the open file, without its LF. False at the file's end. */
static bool
next_line(struct records *r, struct slice *line)
{
	const char *lf;

	while ((lf = find_lf(r)) == NULL && !r->at_eof)
		records_fill(r);
	line->p = r->buf + r->begin;
	line->n = r->looked;
	if (line->n > LINE_MAX_BYTES)
		die(EXIT_DATA, 0, "%s:%zu: the line is longer than 1 GiB", r->name, r->line + 1);
	if (lf == NULL && line->n == 0)
		return false;
	r->begin += line->n + (lf != NULL);
	r->looked = 0;
	r->line++;
	return true;
}

bool
records_ready(struct records *r)
{
	for (;;) {
		if (r->name == NULL && !open_next(r))
			return true;
		if (find_lf(r) != NULL || (r->at_eof && r->end > r->begin))
			return true;
		if (r->at_eof)
			close_current(r);
		else if (!records_readable(r->fd, 0))
			return false;
		else
			records_fill(r);
	}
}

int
records_fd(const struct records *r)
{
	return r->fd;
}

static void
end_before(const struct records *r)
{
	if (r->before_end != NULL)
		r->before_end(r->user);
}

/* The first line of a file, without a byte order mark. */
static struct slice
records_begin_file(const struct records *r, struct slice line)
{
	size_t mark = utf8_mark(line);

	if (utf8_is_utf16(line)) {
		end_before(r);
		die(EXIT_DATA, 0, "%s: %s", r->name, UTF8_REMEDY);
	}
	return slice_of(line.p + mark, line.n - mark);
}

bool
records_next_unread(struct records *r, struct record *rec)
{
	struct slice line, text;

	do {
		if (r->name == NULL && !open_next(r))
			return false;
		while (!next_line(r, &line)) {
			close_current(r);
			if (!open_next(r))
				return false;
		}
		text = line;
		if (r->line == 1)
			text = records_begin_file(r, line);
		text = slice_trim(text);
	} while (text.n == 0);
	r->indent = (size_t)(text.p - line.p);
	*rec = (struct record){.text = text,
	    .file = r->name,
	    .line = r->line,
	    .at = r->base + (off_t)(text.p - r->buf)};
	return true;
}

/* If this is the first line, the whole file may be the wrong one. */
void
records_refuse(const struct records *r, const struct json *j)
{
	end_before(r);
	die(EXIT_DATA, 0, "%s:%zu: byte %zu: %s%s", r->name, r->line,
	    r->indent + json_offset(j) + 1, json_error(j),
	    r->line == 1 ? " (records are one JSON object a line; gc-load reads other files)" : "");
}

bool
records_next(struct records *r, struct record *rec)
{
	if (!records_next_unread(r, rec))
		return false;
	if (!members_read(&r->members, &r->json, rec->text))
		records_refuse(r, &r->json);
	rec->m = r->members;
	return true;
}

bool
record_is(const struct record *r, const char *kind)
{
	return json_is(members_string(&r->m, "kind"), kind);
}

const char *
record_nul(const struct members *m)
{
	static const char *const names[][2] = {{"id", "its id has a NUL character (U+0000)"},
	    {"name", "its name has a NUL character (U+0000)"},
	    {"type", "its type has a NUL character (U+0000)"}};
	struct buf plain = BUF_INIT;
	const char *why = NULL;

	for (size_t i = 0; i < COUNT_OF(names) && why == NULL; i++) {
		struct slice text = members_text(m, names[i][0], &plain);
		if (text.n > 0 && memchr(text.p, '\0', text.n) != NULL)
			why = names[i][1];
	}
	buf_release(&plain);
	return why;
}

void
record_label(const struct record *r, struct buf *b)
{
	struct slice kind = members_string(&r->m, "kind"), id = members_string(&r->m, "id");
	const struct member *name = members_find(&r->m, "name");

	buf_printf(b, "%s:%zu: ", r->file, r->line);
	if (kind.n > 0)
		json_unescape(kind, b);
	else
		buf_puts(b, "record");
	if (id.n > 0) {
		buf_putc(b, ' ');
		json_unescape(id, b);
	}
	if (name != NULL && name->type == JSON_STRING) {
		buf_puts(b, " \"");
		json_unescape(member_string(name), b);
		buf_putc(b, '"');
	}
}
