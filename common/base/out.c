/* out.c - the one buffer before stdout */
#include <signal.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/out.h"

enum { OUT_SIZE = 1 << 18 };

static char obuf[OUT_SIZE];
static size_t olen;
static bool broken; /* nothing more can be written */

static GC_NORETURN void
die_as_sigpipe(void)
{
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
	_exit(128 + SIGPIPE); /* where SIGPIPE is blocked */
}

/* False, with errno set, if not all can be written. On EPIPE it does not return. */
static bool
out_write_all(const char *p, size_t n)
{
	if (io_write(STDOUT_FILENO, p, n))
		return true;
	broken = true;
	if (errno == EPIPE)
		die_as_sigpipe();
	return false;
}

static void
out_put_all(const char *p, size_t n)
{
	if (!out_write_all(p, n))
		die(EXIT_IO, errno, "write stdout");
}

static void
flush_at_exit(void)
{
	/* exit(3) has begun: only _exit(2) can still change the status. */
	if (!broken && !out_write_all(obuf, olen)) {
		fail(EXIT_IO, errno, "write stdout");
		_exit(EXIT_IO);
	}
}

void
out_init(void)
{
	mem_require(atexit(flush_at_exit) == 0);
}

void
out_flush(void)
{
	size_t n = olen;

	olen = 0; /* first: die() comes back here by way of exit(3) */
	out_put_all(obuf, n);
}

void
out_put(const void *p, size_t n)
{
	if (n > sizeof obuf - olen) {
		out_flush();
		if (n >= sizeof obuf) {
			out_put_all(p, n);
			return;
		}
	}
	if (n > 0)
		memcpy(obuf + olen, p, n);
	olen += n;
}

void
out_slice(struct slice s)
{
	out_put(s.p, s.n);
}

void
out_puts(const char *s)
{
	out_put(s, strlen(s));
}

void
out_putc(char c)
{
	out_put(&c, 1);
}

void
out_close(void)
{
	out_flush();
	broken = true;
	if (close(STDOUT_FILENO) != 0 && errno != EINTR)
		die(EXIT_IO, errno, "close stdout");
}
