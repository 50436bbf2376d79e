/* io.c - read(2) and write(2) until all is done */
#define _DEFAULT_SOURCE /* madvise() */
#include <poll.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/io.h"

enum { CHUNK = 1 << 16, MUCH = 1 << 22 };

/* Wait, if another program has made the descriptor non-blocking. */
static void
io_await(int fd, short events)
{
	struct pollfd p = {.fd = fd, .events = events};

	poll(&p, 1, -1);
}

/*
 * Whether to continue after a call that returned w: after a signal, a wait, or a partial
 * transfer.
 */
static bool
goes_on(int fd, ssize_t w)
{
	if (w == 0)
		errno = ENOSPC;
	if (w < 0 && errno == EAGAIN)
		io_await(fd, POLLOUT);
	return w > 0 || (w < 0 && (errno == EINTR || errno == EAGAIN));
}

bool
io_write(int fd, const void *p, size_t n)
{
	const char *from = p;

	while (n > 0) {
		ssize_t w = write(fd, from, n);
		if (!goes_on(fd, w))
			return false;
		from += w > 0 ? w : 0;
		n -= w > 0 ? (size_t)w : 0;
	}
	return true;
}

bool
io_write_at(int fd, const void *p, size_t n, off_t at)
{
	const char *from = p;

	while (n > 0) {
		ssize_t w = pwrite(fd, from, n, at);
		if (!goes_on(fd, w))
			return false;
		from += w > 0 ? w : 0;
		at += w > 0 ? w : 0;
		n -= w > 0 ? (size_t)w : 0;
	}
	return true;
}

ssize_t
io_read(int fd, void *p, size_t n)
{
	ssize_t r;

	while ((r = read(fd, p, n)) < 0 && (errno == EINTR || errno == EAGAIN))
		if (errno == EAGAIN)
			io_await(fd, POLLIN);
	return r;
}

ssize_t
io_read_at(int fd, void *p, size_t n, off_t at)
{
	char *to = p;
	size_t got = 0;

	while (got < n) {
		ssize_t r = pread(fd, to + got, n - got, at + (off_t)got);
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return -1;
		if (r == 0)
			break;
		got += (size_t)r;
	}
	return (ssize_t)got;
}

/* How many bytes b can take; its memory grows if it is full. 0: it has reached its ceiling. */
static size_t
io_make_room(struct buf *b, size_t more)
{
	size_t max = b->max != 0 ? b->max : BUF_MAX;
	size_t left = b->n < max ? max - b->n : 0;

	if (b->cap <= b->n + 1)
		buf_reserve(b, more < left ? more : left);
	return b->cap - b->n - 1 < left ? b->cap - b->n - 1 : left;
}

/*
 * Much of the time to read a large file is spent on pages that are touched for the first time: there
 * are fewer of them, where the system has larger ones. If it refuses, nothing is lost.
 */
static void
io_use_large_pages(const struct buf *b)
{
#ifdef MADV_HUGEPAGE
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t skip = (page - (uintptr_t)b->p % page) % page; /* to a page's begin */

	if (b->cap >= MUCH)
		madvise(b->p + skip, (b->cap - skip) / page * page, MADV_HUGEPAGE);
#else
	(void)b;
#endif
}

bool
io_read_all(int fd, struct buf *b)
{
	struct stat st;
	size_t room;
	ssize_t r;

	/* One byte more than the file has, so that the read can find its end. */
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		io_make_room(b, (size_t)st.st_size + 1);
	io_use_large_pages(b);
	while ((room = io_make_room(b, CHUNK)) > 0) {
		r = io_read(fd, b->p + b->n, room);
		if (r <= 0)
			return r == 0;
		b->n += (size_t)r;
		b->p[b->n] = '\0';
	}
	errno = EFBIG;
	return false;
}

void
io_close(int fd)
{
	int saved = errno;

	if (fd >= 0)
		close(fd);
	errno = saved;
}
