/* tempfile.c - a temporary file that takes a name in its folder, or is gone */
#include <fcntl.h>
#include <signal.h>

#include "err.h"
#include "io.h"
#include "mem.h"
#include "num.h"
#include "tempfile.h"

/* Those that are there now, for a program that ends before they are placed or dropped. */
static struct {
	struct tempfile *v;
	size_t n, cap;
} pending;

static void
drop_pending(void)
{
	for (size_t i = 0; i < pending.n; i++)
		unlinkat(pending.v[i].dir, pending.v[i].name, 0);
}

static void
remember(const struct tempfile *t)
{
	static bool registered;

	if (!registered && atexit(drop_pending) != 0)
		die(EXIT_BUG, 0, "out of memory");
	registered = true;
	pending.v = xgrow(pending.v, &pending.cap, pending.n + 1, sizeof *pending.v);
	pending.v[pending.n++] = *t;
}

static void
forget(struct tempfile *t)
{
	for (size_t i = 0; i < pending.n; i++)
		if (strcmp(pending.v[i].name, t->name) == 0) {
			pending.v[i] = pending.v[--pending.n];
			break;
		}
	t->name[0] = '\0';
}

bool
tempfile_open(struct tempfile *t, int dir, mode_t mode)
{
	static unsigned long count;

	*t = (struct tempfile){.fd = -1, .dir = dir};
	do {
		snprintf(
		    t->name, sizeof t->name, TEMPFILE_PREFIX "%ld-%lu", (long)getpid(), ++count);
		t->fd = openat(dir, t->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	} while (t->fd < 0 && errno == EEXIST);
	if (t->fd < 0) {
		t->name[0] = '\0';
		return false;
	}
	remember(t);
	return true;
}

bool
tempfile_place(struct tempfile *t, const char *name)
{
	int fd = t->fd;

	/* Some file systems cannot sync. */
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		return false;
	t->fd = -1;
	if (close(fd) != 0 && errno != EINTR)
		return false;
	if (renameat(t->dir, t->name, t->dir, name) != 0)
		return false;
	forget(t);
	return true;
}

void
tempfile_drop(struct tempfile *t)
{
	int saved = errno;

	io_close(t->fd);
	t->fd = -1;
	if (t->name[0] != '\0') {
		unlinkat(t->dir, t->name, 0);
		forget(t);
	}
	errno = saved;
}

bool
tempfile_is_stale(const char *name)
{
	const char *dash;
	char pid[16];
	long value;

	if (strncmp(name, TEMPFILE_PREFIX, strlen(TEMPFILE_PREFIX)) != 0)
		return false;
	name += strlen(TEMPFILE_PREFIX);
	dash = strchr(name, '-');
	if (dash == NULL || (size_t)(dash - name) >= sizeof pid)
		return false;
	memcpy(pid, name, (size_t)(dash - name));
	pid[dash - name] = '\0';
	return num_long(pid, 1, INT32_MAX, &value) && kill((pid_t)value, 0) != 0 && errno == ESRCH;
}
