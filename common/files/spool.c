/* spool.c - the records of an input kept in a file, to be read again in any order */
#include <fcntl.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/spool.h"

int
spool_file(void)
{
	struct buf path = BUF_INIT;
	const char *dir = getenv("TMPDIR");
	int fd;

	buf_printf(&path, "%s/gc-tools.XXXXXX", dir != NULL && *dir != '\0' ? dir : "/tmp");
	fd = mkstemp(path.p);
	if (fd < 0)
		die(EXIT_IO, errno, "%s: cannot make a temporary file", path.p);
	if (unlink(path.p) != 0)
		die(EXIT_IO, errno, "%s", path.p);
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
		die(EXIT_IO, errno, "temporary file");
	buf_release(&path);
	return fd;
}

void
spool_open(struct spool *s)
{
	*s = (struct spool){.fd = spool_file()};
}

size_t
spool_add(struct spool *s, const struct record *r)
{
	s->v = xgrow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n] = (struct spool_entry){s->end, r->text.n, r->file, r->line};
	if (!io_write_at(s->fd, r->text.p, r->text.n, s->end))
		die(EXIT_IO, errno, "temporary file: write");
	s->end += (off_t)r->text.n;
	return s->n++;
}

void
spool_get(const struct spool *s, size_t i, struct buf *b)
{
	const struct spool_entry *e = &s->v[i];
	ssize_t got;

	buf_clear(b);
	buf_reserve(b, e->len);
	got = io_read_at(s->fd, b->p, e->len, e->at);
	if (got != (ssize_t)e->len)
		die(EXIT_IO, got < 0 ? errno : EIO, "temporary file: read");
	b->n = e->len;
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
