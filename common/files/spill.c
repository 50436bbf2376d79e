/* spill.c - texts that are kept outside memory */
#include "files/spill.h"
#include "base/err.h"
#include "base/io.h"
#include "files/spool.h"

static void
spill_flush(struct spill *s)
{
	if (s->fd < 0)
		s->fd = spool_file();
	if (!io_write_at(s->fd, s->last.p, s->last.n, s->end))
		die(EXIT_IO, errno, "temporary file: write");
	s->end += (off_t)s->last.n;
	buf_clear(&s->last);
}

struct spill_text
spill_add(struct spill *s, struct slice text)
{
	struct spill_text t = {.n = text.n};

	if (s->last.n > 0 && s->last.n + text.n > SPILL_ROOM)
		spill_flush(s);
	t.at = s->end + (off_t)s->last.n;
	buf_add_slice(&s->last, text);
	return t;
}

void
spill_get(const struct spill *s, struct spill_text t, struct buf *b)
{
	ssize_t got;

	buf_clear(b);
	buf_reserve(b, t.n);
	if (t.at >= s->end) {
		buf_add(b, s->last.p + (t.at - s->end), t.n);
		return;
	}
	got = io_read_at(s->fd, b->p, t.n, t.at);
	if (got != (ssize_t)t.n)
		die(EXIT_IO, got < 0 ? errno : EIO, "temporary file: read");
	b->n = t.n;
	b->p[b->n] = '\0';
}

void
spill_release(struct spill *s)
{
	io_close(s->fd);
	buf_release(&s->last);
	*s = (struct spill)SPILL_INIT;
}
