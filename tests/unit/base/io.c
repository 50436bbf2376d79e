/* Reads and writes carried to their end: parts, signals, ceilings, full disks. */
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "base/io.h"
#include "base/mem.h"
#include "tap.h"

static int
io_scratch(const char *content)
{
	char path[] = "/tmp/gc-io-XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	if (fd < 0 || !io_write(fd, content, strlen(content)) || lseek(fd, 0, SEEK_SET) != 0)
		abort();
	return fd;
}

static void
test_read_all(void)
{
	struct buf b = BUF_INIT;
	int fd = io_scratch("0123456789");

	ok(io_read_all(fd, &b) && b.n == 10 && strcmp(b.p, "0123456789") == 0, "a file");
	ok(io_read_all(fd, &b) && b.n == 10, "at its end nothing is left");
	lseek(fd, 7, SEEK_SET);
	ok(io_read_all(fd, &b) && strcmp(b.p, "0123456789789") == 0, "what is left, appended");
	for (size_t max = 9; max <= 11; max++) {
		buf_release(&b);
		b.max = max;
		lseek(fd, 0, SEEK_SET);
		ok(io_read_all(fd, &b) == (max > 10) && (max > 10 || errno == EFBIG) && b.n <= max,
		    "10 bytes under a ceiling of %zu", max);
	}
	buf_release(&b);
	b.max = 0;
	ok(io_read_all(open("/dev/null", O_RDONLY | O_CLOEXEC), &b) && b.n == 0 && b.p[0] == '\0',
	    "nothing is an empty text");
	close(fd);
	ok(!io_read_all(fd, &b) && errno == EBADF, "a closed descriptor");
	buf_release(&b);
}

static void
test_at(void)
{
	char part[8] = "";
	int fd = io_scratch("0123456789");

	ok(io_read_at(fd, part, 4, 3) == 4 && memcmp(part, "3456", 4) == 0, "a part");
	ok(io_read_at(fd, part, 4, 8) == 2 && memcmp(part, "89", 2) == 0, "up to the end");
	ok(io_read_at(fd, part, 4, 99) == 0, "behind the end");
	ok(io_write_at(fd, "xy", 2, 9) && io_read_at(fd, part, 4, 8) == 3 &&
		memcmp(part, "8xy", 3) == 0 && lseek(fd, 0, SEEK_CUR) == 0,
	    "written at a place, the offset unmoved");
	errno = ENOENT;
	io_close(fd);
	io_close(-1);
	ok(errno == ENOENT, "closing leaves errno");
	ok(io_read_at(fd, part, 4, 0) == -1 && errno == EBADF, "a closed descriptor");
}

static void
on_alarm(int number)
{
	(void)number;
}

/* A pipe takes and gives parts; the timer interrupts both ends. */
static void
test_interrupted(void)
{
	enum { SIZE = 1 << 22 };
	struct sigaction act = {.sa_handler = on_alarm}; /* no SA_RESTART */
	struct itimerval often = {{0, 300}, {0, 300}}, never = {{0, 0}, {0, 0}};
	char *text = xmalloc(SIZE);
	struct buf b = BUF_INIT;
	int ends[2], status;
	bool same;
	pid_t pid;

	for (size_t i = 0; i < SIZE; i++)
		text[i] = (char)(i * 31 >> 3);
	sigaction(SIGALRM, &act, NULL);
	if (pipe(ends) != 0 || (pid = fork()) < 0)
		abort();
	setitimer(ITIMER_REAL, &often, NULL);
	if (pid == 0) {
		close(ends[0]);
		_exit(io_write(ends[1], text, SIZE) ? 0 : 1);
	}
	close(ends[1]);
	same = io_read_all(ends[0], &b) && b.n == SIZE && memcmp(b.p, text, SIZE) == 0;
	setitimer(ITIMER_REAL, &never, NULL);
	ok(same, "4 MiB through a pipe under signals");
	ok(waitpid(pid, &status, 0) == pid && status == 0, "all of it was written");
	close(ends[0]);
	buf_release(&b);
	free(text);
}

static void
make_non_blocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0)
		abort();
}

/* The one end waits for the other, whichever is the slower. */
static void
test_non_blocking(bool slow_writer)
{
	enum { SIZE = 1 << 20, PART = 1 << 14 };
	const struct timespec moment = {0, 1000000};
	char *text = xmalloc(SIZE), part[PART];
	struct buf b = BUF_INIT;
	int ends[2], status;
	bool same = true;
	pid_t pid;

	memset(text, 'x', SIZE);
	if (pipe(ends) != 0)
		abort();
	make_non_blocking(ends[0]);
	make_non_blocking(ends[1]);
	if ((pid = fork()) < 0)
		abort();
	if (pid == 0) {
		close(ends[0]);
		for (size_t at = 0; same && at < SIZE; at += PART) {
			same = io_write(ends[1], text + at, PART);
			if (slow_writer)
				nanosleep(&moment, NULL);
		}
		_exit(same ? 0 : 1);
	}
	close(ends[1]);
	while (!slow_writer && b.n < SIZE / 2 && same) {
		ssize_t n = io_read(ends[0], part, sizeof part);
		same = n > 0;
		buf_add(&b, part, same ? (size_t)n : 0);
		nanosleep(&moment, NULL);
	}
	same = same && io_read_all(ends[0], &b) && b.n == SIZE && memcmp(b.p, text, SIZE) == 0;
	ok(same, "1 MiB through a non-blocking pipe, a slow %s", slow_writer ? "writer" : "reader");
	ok(waitpid(pid, &status, 0) == pid && status == 0, "all of it was written");
	close(ends[0]);
	buf_release(&b);
	free(text);
}

static void
test_full(void)
{
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);

	ok(!io_write(fd, "x", 1) && errno == ENOSPC, "a full disk");
	ok(!io_write_at(fd, "x", 1, 0) && errno == ENOSPC, "a full disk, at a place");
	ok(io_write(fd, "", 0), "nothing always fits");
	close(fd);
}

int
main(void)
{
	test_read_all();
	test_at();
	test_interrupted();
	test_non_blocking(true);
	test_non_blocking(false);
	test_full();
	return tap_done();
}
