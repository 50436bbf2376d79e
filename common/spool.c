/* spool.c - the records of an input kept in a file, to be read again in any order */
#include <fcntl.h>

#include "err.h"
#include "mem.h"
#include "spool.h"

void
spool_open(struct spool *s)
{
	struct buf path = BUF_INIT;
	const char *dir = getenv("TMPDIR");

	*s = (struct spool){.fd = -1};
	buf_printf(&path, "%s/gc-tools.XXXXXX", dir != NULL && *dir != '\0' ? dir : "/tmp");
	s->fd = mkstemp(path.p);
	if (s->fd < 0)
		die(EXIT_IO, errno, "%s: cannot make a temporary file", path.p);
	if (unlink(path.p) != 0)
		die(EXIT_IO, errno, "%s", path.p);
	if (fcntl(s->fd, F_SETFD, FD_CLOEXEC) != 0)
		die(EXIT_IO, errno, "temporary file");
	buf_release(&path);
}

size_t
spool_add(struct spool *s, const struct record *r)
{
	const char *p = r->text.p;
	size_t left = r->text.n;
	off_t at = s->end;

	s->v = xgrow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n] = (struct spool_entry){s->end, left, r->file, r->line};
	while (left > 0) {
		ssize_t w = pwrite(s->fd, p, left, at);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			die(EXIT_IO, w < 0 ? errno : ENOSPC, "temporary file: write");
		p += w;
		at += w;
		left -= (size_t)w;
	}
	s->end = at;
	return s->n++;
}

void
spool_get(const struct spool *s, size_t i, struct buf *b)
{
	const struct spool_entry *e = &s->v[i];

	buf_clear(b);
	buf_reserve(b, e->len);
	while (b->n < e->len) {
		ssize_t got = pread(s->fd, b->p + b->n, e->len - b->n, e->at + (off_t)b->n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			die(EXIT_IO, got < 0 ? errno : EIO, "temporary file: read");
		b->n += (size_t)got;
	}
	b->p[b->n] = '\0';
}

void
spool_close(struct spool *s)
{
	if (s->fd >= 0 && close(s->fd) != 0)
		die(EXIT_IO, errno, "temporary file: close");
	free(s->v);
	*s = (struct spool){.fd = -1};
}
