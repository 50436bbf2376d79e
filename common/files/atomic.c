/* atomic.c - an output file that a user names */
#define _XOPEN_SOURCE 700 /* realpath() */
#include <fcntl.h>
#include <sys/stat.h>

#include "files/atomic.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/secret.h"
#include "files/sync.h"

enum { BUFFER = 1 << 16 };

void
atomic_drop(struct atomic *a)
{
	tempfile_drop(&a->temp);
	io_close(a->dir);
	free(a->name);
	secret_release(&a->b);
	*a = (struct atomic)ATOMIC_INIT;
}

static bool
atomic_fail(struct atomic *a)
{
	int saved = errno;

	atomic_drop(a);
	errno = saved;
	return false;
}

/* Open the temporary file next to `path`; the last slash in `path` becomes a NUL. */
static bool
open_beside(struct atomic *a, char *path, mode_t mode)
{
	char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *folder = slash == NULL ? "." : slash == path ? "/" : path;

	if (*name == '\0') {
		errno = EISDIR;
		return false;
	}
	a->name = xstrdup(name);
	if (slash != NULL && slash != path)
		*slash = '\0';
	a->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (a->dir < 0)
		return false;
	tempfile_sweep_folder(a->dir);
	return tempfile_open(&a->temp, a->dir, mode);
}

bool
atomic_open(struct atomic *a, const char *path, mode_t mode)
{
	struct stat st;
	char *real;
	bool good;

	*a = (struct atomic)ATOMIC_INIT;
	buf_reserve(&a->b, BUFFER); /* once: growing would leave copies behind */
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		a->temp.fd = open(path, O_WRONLY | O_CLOEXEC);
		return a->temp.fd >= 0 || atomic_fail(a);
	}
	real = realpath(path, NULL);
	if (real == NULL && errno != ENOENT)
		return atomic_fail(a);
	if (real == NULL)
		real = xstrdup(path); /* there is no such file yet */
	good = open_beside(a, real, mode);
	free(real);
	return good || atomic_fail(a);
}

static bool
atomic_flush(struct atomic *a)
{
	if (!io_write(a->temp.fd, a->b.p, a->b.n))
		return atomic_fail(a);
	buf_clear(&a->b);
	return true;
}

bool
atomic_put(struct atomic *a, struct slice s)
{
	if (a->b.n + s.n > BUFFER && !atomic_flush(a))
		return false;
	if (s.n > BUFFER)
		return io_write(a->temp.fd, s.p, s.n) || atomic_fail(a);
	buf_add_slice(&a->b, s);
	return true;
}

/* Close a file that was written directly. */
static bool
end_direct(struct atomic *a)
{
	int fd = a->temp.fd;

	if (!sync_file(fd))
		return false;
	a->temp.fd = -1;
	return close(fd) == 0 || errno == EINTR;
}

bool
atomic_commit(struct atomic *a)
{
	bool good;

	if (!atomic_flush(a))
		return false;
	if (a->name != NULL)
		good = tempfile_place(&a->temp, a->name) && sync_folder(a->dir);
	else
		good = end_direct(a);
	if (!good)
		return atomic_fail(a);
	atomic_drop(a);
	return true;
}
