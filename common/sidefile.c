/* sidefile.c - a file beside stdout */
#include <fcntl.h>

#include "err.h"
#include "sidefile.h"

void
sidefile_open(struct sidefile *f, const char *path)
{
	f->path = path;
	f->fd = -1;
	if (path == NULL)
		return;
	f->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (f->fd < 0)
		die(EXIT_IO, errno, "%s", path);
}

void
sidefile_put(struct sidefile *f, struct slice bytes)
{
	while (f->fd >= 0 && bytes.n > 0) {
		ssize_t n = write(f->fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			die(EXIT_IO, errno, "%s: write", f->path);
		bytes = slice_of(bytes.p + n, bytes.n - (size_t)n);
	}
}

void
sidefile_close(struct sidefile *f)
{
	if (f->fd >= 0 && close(f->fd) != 0)
		die(EXIT_IO, errno, "%s: close", f->path);
	f->fd = -1;
}
