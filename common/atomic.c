/* atomic.c - files that appear whole or not at all */
#include <fcntl.h>
#include <sys/stat.h>

#include "atomic.h"
#include "err.h"
#include "mem.h"

enum { BUFFER = 1 << 16 };

/* Temporary files of this moment, for a program that ends before they are committed or dropped. */
static struct {
	char **v;
	size_t n, cap;
} pending;

static void
drop_pending(void)
{
	for (size_t i = 0; i < pending.n; i++)
		unlink(pending.v[i]);
}

static void
remember(char *temp)
{
	static bool registered;

	if (!registered && atexit(drop_pending) != 0)
		die(EXIT_BUG, 0, "atexit");
	registered = true;
	pending.v = xgrow(pending.v, &pending.cap, pending.n + 1, sizeof *pending.v);
	pending.v[pending.n++] = temp;
}

static void
forget(const char *temp)
{
	for (size_t i = pending.n; i > 0; i--)
		if (pending.v[i - 1] == temp) {
			pending.v[i - 1] = pending.v[--pending.n];
			return;
		}
}

void
atomic_drop(struct atomic *a)
{
	int kept = errno;

	if (a->fd >= 0)
		close(a->fd);
	if (a->temp != NULL) {
		unlink(a->temp);
		forget(a->temp);
	}
	free(a->temp);
	free(a->path);
	buf_release(&a->b);
	*a = (struct atomic)ATOMIC_INIT;
	errno = kept;
}

static bool
failed(struct atomic *a)
{
	atomic_drop(a);
	return false;
}

/* What open(2) would make of it; mkstemp() knows only 0600. */
static mode_t
masked(mode_t mode)
{
	mode_t mask = umask(0);

	umask(mask);
	return mode & ~mask;
}

bool
atomic_open(struct atomic *a, const char *path, mode_t mode)
{
	struct buf temp = BUF_INIT;
	struct stat st;

	*a = (struct atomic)ATOMIC_INIT;
	a->path = xstrdup(path);
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		a->fd = open(path, O_WRONLY | O_CLOEXEC);
		return a->fd >= 0 || failed(a);
	}
	buf_printf(&temp, "%s.XXXXXX", path);
	a->fd = mkstemp(temp.p);
	if (a->fd < 0) {
		buf_release(&temp);
		return failed(a);
	}
	a->temp = buf_detach(&temp);
	remember(a->temp);
	if (fcntl(a->fd, F_SETFD, FD_CLOEXEC) != 0 || fchmod(a->fd, masked(mode)) != 0)
		return failed(a);
	return true;
}

static bool
flush(struct atomic *a)
{
	for (size_t done = 0; done < a->b.n;) {
		ssize_t n = write(a->fd, a->b.p + done, a->b.n - done);
		if (n < 0 && errno != EINTR)
			return failed(a);
		done += n > 0 ? (size_t)n : 0;
	}
	buf_clear(&a->b);
	return true;
}

bool
atomic_put(struct atomic *a, struct slice s)
{
	if (a->b.n + s.n > BUFFER && !flush(a))
		return false;
	buf_add_slice(&a->b, s);
	return a->b.n <= BUFFER || flush(a);
}

bool
atomic_commit(struct atomic *a)
{
	int fd;

	if (!flush(a))
		return false;
	/* Not everything that can be written can be synced: a pipe, some file systems. */
	if (fsync(a->fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		return failed(a);
	fd = a->fd;
	a->fd = -1;
	if (close(fd) != 0)
		return failed(a);
	if (a->temp != NULL && rename(a->temp, a->path) != 0)
		return failed(a);
	if (a->temp != NULL)
		forget(a->temp);
	free(a->temp);
	a->temp = NULL;
	atomic_drop(a);
	return true;
}
