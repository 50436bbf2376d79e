/* Temporary files: gone with their owner, and never taken from one that lives. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/io.h"
#include "child.h"
#include "files/tempfile.h"
#include "tap.h"

/* The address sanitizer's own memory leaves no room for a limit. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

static char top[] = "/tmp/gc-tempfile-XXXXXX";
static int dir;

static bool
is_there(const char *name)
{
	struct stat st;

	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static void
tempfile_make(const char *name)
{
	close(openat(dir, name, O_CREAT | O_WRONLY, 0600));
}

static void
test_placing(void)
{
	struct tempfile t = TEMPFILE_INIT, other;
	struct stat st;

	tempfile_drop(&t);
	ok(tempfile_open(&t, dir, 0640) && tempfile_open(&other, dir, 0600) &&
		strcmp(t.name, other.name) != 0 &&
		strncmp(t.name, TEMPFILE_PREFIX, strlen(TEMPFILE_PREFIX)) == 0,
	    "two files, each with a name of its own");
	ok(io_write(t.fd, "one", 3) && tempfile_place(&t, "placed") &&
		fstatat(dir, "placed", &st, 0) == 0 && st.st_size == 3,
	    "one is placed");
	tempfile_drop(&t);
	ok(is_there("placed"), "what is placed cannot be dropped any more");
	errno = ERANGE;
	tempfile_drop(&other);
	ok(errno == ERANGE && !is_there(other.name), "the other is dropped; errno stays");
	unlinkat(dir, "placed", 0);
}

static void
test_failing(void)
{
	struct tempfile t;
	char name[64];

	ok(!tempfile_open(&t, -1, 0600) && errno == EBADF && t.name[0] == '\0', "no folder");
	mkdirat(dir, "taken", 0700);
	ok(tempfile_open(&t, dir, 0600) && !tempfile_place(&t, "taken") && errno == EISDIR &&
		is_there(t.name),
	    "a folder has the name: the file is still there");
	memcpy(name, t.name, sizeof name);
	tempfile_drop(&t);
	ok(!is_there(name), "to be dropped");
	ok(tempfile_open(&t, dir, 0600), "another");
	close(t.fd);
	ok(!tempfile_place(&t, "x") && errno == EBADF && !is_there("x"), "that cannot be synced");
	t.fd = -1;
	tempfile_drop(&t);
	unlinkat(dir, "taken", AT_REMOVEDIR);
}

/* A name that this process will take next is there already. */
static void
test_taken_names(void)
{
	char next[64], after[64];
	struct tempfile t;
	unsigned long n;

	tempfile_open(&t, dir, 0600);
	n = strtoul(strrchr(t.name, '-') + 1, NULL, 10);
	tempfile_drop(&t);
	snprintf(next, sizeof next, TEMPFILE_PREFIX "%ld-%lu", (long)getpid(), n + 1);
	snprintf(after, sizeof after, TEMPFILE_PREFIX "%ld-%lu", (long)getpid(), n + 2);
	tempfile_make(next);
	ok(tempfile_open(&t, dir, 0600) && strcmp(t.name, after) == 0, "the next free name");
	ok(!tempfile_sweep(dir, after) && is_there(after), "a file of this process stays");
	ok(tempfile_sweep(dir, next) && !is_there(next),
	    "one of a former process with the same id goes");
	tempfile_drop(&t);
}

static void
test_tempfile_names(void)
{
	static const char *const names[] = {"flow.yaml", TEMPFILE_PREFIX, TEMPFILE_PREFIX "12",
	    TEMPFILE_PREFIX "x-1", TEMPFILE_PREFIX "-1-1", TEMPFILE_PREFIX "0-1",
	    TEMPFILE_PREFIX "99999999999999999999-1", TEMPFILE_PREFIX "4294967296-1"};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		tempfile_make(names[i]);
		ok(!tempfile_sweep(dir, names[i]) && is_there(names[i]), "not swept: %s", names[i]);
		unlinkat(dir, names[i], 0);
	}
	ok(!tempfile_sweep(dir, TEMPFILE_PREFIX "1-1"), "a file that is not there");
	mkfifoat(dir, TEMPFILE_PREFIX "1-1", 0600);
	ok(!tempfile_sweep(dir, TEMPFILE_PREFIX "1-1") && is_there(TEMPFILE_PREFIX "1-1"),
	    "a pipe that nobody reads, while a process has the id");
	unlinkat(dir, TEMPFILE_PREFIX "1-1", 0);
	symlinkat("/nowhere", dir, TEMPFILE_PREFIX "1-1");
	ok(!tempfile_sweep(dir, TEMPFILE_PREFIX "1-1") && is_there(TEMPFILE_PREFIX "1-1"),
	    "a link");
	unlinkat(dir, TEMPFILE_PREFIX "1-1", 0);
	symlinkat("/nowhere", dir, TEMPFILE_PREFIX "2147483647-1");
	ok(tempfile_sweep(dir, TEMPFILE_PREFIX "2147483647-1"),
	    "what cannot be locked goes by the process id: there is none of this number");
}

/* Begin a file in a child, tell its name by `told`, and end when `go` is closed; without exit(3). */
static pid_t
begin_elsewhere(int told[2], int go[2])
{
	struct tempfile t;
	pid_t pid;
	char c;

	if (pipe(told) != 0 || pipe(go) != 0 || (pid = fork()) < 0)
		abort();
	if (pid > 0) {
		close(told[1]);
		close(go[0]);
		return pid;
	}
	close(go[1]);
	if (!tempfile_open(&t, dir, 0600) || !io_write(told[1], t.name, sizeof t.name) ||
	    read(go[0], &c, 1) != 0)
		_exit(1);
	_exit(0);
}

static void
test_owners(void)
{
	char name[64] = "";
	int told[2], go[2];
	pid_t pid = begin_elsewhere(told, go);
	siginfo_t ended;

	ok(read(told[0], name, sizeof name) == sizeof name && is_there(name), "another process's");
	ok(!tempfile_sweep(dir, name) && is_there(name), "stays while that lives");
	close(go[1]);
	waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT);
	ok(kill(pid, 0) == 0 && tempfile_sweep(dir, name) && !is_there(name),
	    "and goes when it has ended, though it is still a zombie");
	waitpid(pid, NULL, 0);
	close(told[0]);
	tempfile_make(TEMPFILE_PREFIX "1-7");
	ok(tempfile_sweep(dir, TEMPFILE_PREFIX "1-7"),
	    "nor does a process keep it that has the id by now");
}

/* gcov writes its counts at the very end, and crashes without memory. */
static void
lift_limit(void)
{
	struct rlimit most;

	if (getrlimit(RLIMIT_AS, &most) == 0) {
		most.rlim_cur = most.rlim_max;
		setrlimit(RLIMIT_AS, &most);
	}
}

/* One of them needs more room for its registration, and finds none. */
static int
die_without_memory(void *argument)
{
	struct rlimit most, none;
	static struct tempfile t[64];
	void *volatile p;

	(void)argument;
	if (atexit(lift_limit) != 0 || getrlimit(RLIMIT_AS, &most) != 0)
		return 1;
	tempfile_open(&t[0], dir, 0600);
	none = (struct rlimit){0, most.rlim_max};
	setrlimit(RLIMIT_AS, &none);
	do
		p = malloc(16);
	while (p != NULL);
	for (size_t i = 1; i < COUNT_OF(t); i++)
		tempfile_open(&t[i], dir, 0600);
	return 0;
}

static int
die_with_files(void *argument)
{
	static struct tempfile t[20];

	(void)argument;
	for (size_t i = 0; i < COUNT_OF(t); i++)
		if (!tempfile_open(&t[i], dir, 0600))
			return 1;
	tempfile_place(&t[3], "placed");
	tempfile_drop(&t[7]);
	return 7;
}

int
main(void)
{
	struct child c;

	if (mkdtemp(top) == NULL || (dir = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return 1;
	test_placing();
	test_failing();
	test_taken_names();
	test_tempfile_names();
	test_owners();
	ok(child_ends(die_with_files, NULL, 7, "") && unlinkat(dir, "placed", 0) == 0,
	    "a program that ends with files open");
	if (!SANITIZED) {
		c = child_run(die_without_memory, NULL);
		ok(c.status == EXIT_BUG && strstr(c.err.p, "out of memory") != NULL,
		    "and one that runs out of memory in between");
		child_release(&c);
	}
	ok(rmdir(top) == 0, "nothing is left of any");
	close(dir);
	return tap_done();
}
