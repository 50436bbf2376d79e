/* state.c - the journal of --state */
#include <fcntl.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "store/change.h"
#include "files/sync.h"
#include "json/members.h"
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

static void
state_begin(struct sim *sim, struct state *s)
{
	json_write_open(&s->journal, NULL);
	json_write_cstr(&s->journal, "kind", "gc-sim-state");
	json_write_cstr(&s->journal, "org", sim->org.id);
	buf_puts(&s->journal, "}\n");
	state_flush(s);
}

static void
check_head(const struct sim *sim, const struct state *s, struct slice line)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (!members_read(&m, &j, line) || !json_is(members_string(&m, "kind"), "gc-sim-state"))
		die(EXIT_DATA, 0, "%s: not a state file of gc-sim", s->path);
	if (!json_is(members_string(&m, "org"), sim->org.id))
		die(EXIT_DATA, 0,
		    "%s: the state of another org; start gc-sim with the --org and --seed of that "
		    "org",
		    s->path);
	members_release(&m);
	json_release(&j);
}

/* Apply all complete lines and remove an incomplete last one. */
static void
state_replay(struct sim *sim, struct state *s, struct slice text)
{
	size_t at = 0, line = 0;
	const char *end;

	while ((end = memchr(text.p + at, '\n', text.n - at)) != NULL) {
		struct slice one = slice_of(text.p + at, (size_t)(end - text.p) - at);
		if (++line == 1)
			check_head(sim, s, one);
		else if (!change_replay(sim, one))
			die(EXIT_DATA, 0, "%s:%zu: not a change of this org", s->path, line);
		at += one.n + 1;
	}
	if (ftruncate(s->fd, (off_t)at) != 0 || lseek(s->fd, 0, SEEK_END) < 0)
		die(EXIT_IO, errno, "%s", s->path);
	if (line == 0)
		state_begin(sim, s);
}

void
state_open(struct sim *sim, const char *path)
{
	struct state *s = xcalloc(1, sizeof *s);
	struct buf text = BUF_INIT;

	s->path = path;
	s->journal.max = SIZE_MAX / 4;
	s->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (s->fd < 0)
		die(EXIT_IO, errno, "%s", path);
	state_lock(s);
	state_read(s, &text);
	state_replay(sim, s, buf_slice(&text));
	buf_release(&text);
	sim->state = s;
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
