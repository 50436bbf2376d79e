/* Records kept in a file without a name, read again in any order. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "child.h"
#include "files/spool.h"
#include "tap.h"

static char top[] = "/tmp/gc-spool-XXXXXX";

static struct record
spool_record(const char *text, size_t n, size_t line)
{
	struct record r = {.file = "in", .line = line};

	r.text = slice_of(text, n);
	return r;
}

static void
test_order(void)
{
	static char large[300000];
	struct spool s;
	struct buf b = BUF_INIT;
	bool good = true;

	memset(large, 'x', sizeof large);
	spool_open(&s);
	ok(rmdir(top) == 0 && mkdir(top, 0700) == 0, "the file has no name");
	ok((fcntl(s.fd, F_GETFD) & FD_CLOEXEC) != 0, "and is no other program's");
	for (size_t i = 0; i < 100; i++) {
		struct record r = spool_record(large, i * 3000, i + 1);
		large[i * 3000 / 2] = (char)('a' + i % 26);
		good = good && spool_add(&s, &r) == i;
	}
	ok(good && s.n == 100, "numbers from 0");
	for (size_t i = 100; i-- > 0;) {
		spool_get(&s, i, &b);
		good = good && b.n == i * 3000 && b.p[b.n] == '\0' &&
		       (i == 0 || b.p[b.n / 2] == (char)('a' + i % 26));
	}
	ok(good, "backwards, each as it was, an empty one too");
	ok(s.v[7].line == 8 && strcmp(s.v[7].file, "in") == 0, "and where it came from");
	spool_close(&s);
	spool_close(&s);
	ok(s.fd == -1 && s.n == 0, "closed twice");
	buf_release(&b);
}

static int
open_nowhere(void *argument)
{
	struct spool s;

	(void)argument;
	setenv("TMPDIR", "/nonexistent", 1);
	spool_open(&s);
	return 0;
}

static int
open_without_tmpdir(void *argument)
{
	struct spool s;
	struct stat st;

	setenv("TMPDIR", "", 1);
	if (argument != NULL)
		unsetenv("TMPDIR");
	spool_open(&s);
	return fstat(s.fd, &st) == 0 && st.st_nlink == 0 ? 0 : 1;
}

static int
spool_fill(void *argument)
{
	struct rlimit small = {1000, 1000};
	static char text[2000];
	struct record r = spool_record(text, sizeof text, 1);
	struct spool s;

	(void)argument;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	spool_open(&s);
	spool_add(&s, &r);
	return 0;
}

static int
spool_cut(void *argument)
{
	struct record r = spool_record("{\"a\":1}", 7, 1);
	struct buf b = BUF_INIT;
	struct spool s;

	spool_open(&s);
	spool_add(&s, &r);
	if (argument != NULL)
		close(s.fd);
	else if (ftruncate(s.fd, 3) != 0)
		return 1;
	spool_get(&s, 0, &b);
	return 0;
}

static int
close_twice(void *argument)
{
	struct spool s;

	(void)argument;
	spool_open(&s);
	close(s.fd);
	spool_close(&s);
	return 0;
}

static bool
ends_with_74(int (*function)(void *), void *argument, const char *message)
{
	struct child c = child_run(function, argument);
	bool good = c.status == EXIT_IO && strstr(c.err.p, message) != NULL;

	child_release(&c);
	return good;
}

int
main(void)
{
	static char set[] = "";

	if (mkdtemp(top) == NULL || setenv("TMPDIR", top, 1) != 0)
		return 1;
	test_order();
	ok(ends_with_74(open_nowhere, NULL, "/nonexistent/gc-tools.") &&
		ends_with_74(open_nowhere, NULL, "cannot make a temporary file: No such file"),
	    "TMPDIR does not exist");
	ok(child_ends(open_without_tmpdir, NULL, 0, "") &&
		child_ends(open_without_tmpdir, set, 0, ""),
	    "TMPDIR empty or unset: /tmp");
	ok(ends_with_74(spool_fill, NULL, "temporary file: write: File too large"), "no room");
	ok(ends_with_74(spool_cut, NULL, "temporary file: read: Input/output error"),
	    "a short file");
	ok(ends_with_74(spool_cut, set, "temporary file: read: Bad file descriptor"),
	    "a closed one");
	ok(ends_with_74(close_twice, NULL, "temporary file: close: Bad file"),
	    "a close that fails");
	ok(rmdir(top) == 0, "nothing is left");
	return tap_done();
}
