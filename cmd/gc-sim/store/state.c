/* state.c - the journal of --state */
#include <fcntl.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/sync.h"
#include "json/json_write.h"
#include "store/state.h"

struct state {
	const char *path;
	int fd;
	struct buf journal;
};

static void
state_lock(const struct state *s)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET}, other = whole;

	if (fcntl(s->fd, F_SETLK, &whole) == 0)
		return;
	if (errno != EACCES && errno != EAGAIN)
		die(EXIT_IO, errno, "%s: cannot lock the file", s->path);
	if (fcntl(s->fd, F_GETLK, &other) == 0 && other.l_type != F_UNLCK && other.l_pid > 0)
		die(EXIT_IO, 0, "%s: in use by another gc-sim (process %ld)", s->path,
		    (long)other.l_pid);
	die(EXIT_IO, 0, "%s: in use by another gc-sim", s->path);
}

static void
state_read(const struct state *s, struct buf *b)
{
	b->max = SIZE_MAX / 4;
	if (!io_read_all(s->fd, b))
		die(EXIT_IO, errno, "%s", s->path);
}

struct state *
state_open(const char *path, struct buf *text)
{
	struct state *s = xcalloc(1, sizeof *s);

	s->path = path;
	s->journal.max = SIZE_MAX / 4;
	s->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (s->fd < 0)
		die(EXIT_IO, errno, "%s", path);
	state_lock(s);
	state_read(s, text);
	return s;
}

void
state_end_at(struct state *s, size_t at)
{
	if (ftruncate(s->fd, (off_t)at) != 0 || lseek(s->fd, 0, SEEK_END) < 0)
		die(EXIT_IO, errno, "%s", s->path);
}

struct buf *
state_journal(struct state *s)
{
	return &s->journal;
}

void
state_flush(struct state *s)
{
	if (s == NULL || s->journal.n == 0)
		return;
	if (!io_write(s->fd, s->journal.p, s->journal.n) || !sync_file(s->fd))
		die(EXIT_IO, errno, "%s", s->path);
	buf_clear(&s->journal);
}

void
state_begin(struct state *s, const char *org)
{
	json_write_open(&s->journal, NULL);
	json_write_cstr(&s->journal, "kind", STATE_KIND);
	json_write_cstr(&s->journal, "org", org);
	buf_puts(&s->journal, "}\n");
	state_flush(s);
}

void
state_close(struct state *s)
{
	if (s == NULL)
		return;
	state_flush(s);
	if (close(s->fd) != 0)
		die(EXIT_IO, errno, "%s", s->path);
	buf_release(&s->journal);
	free(s);
}
