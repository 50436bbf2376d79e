/* The process on whose behalf a program runs: while it lives, when it has ended, and when it is none. */
#include <signal.h>

#include "base/owner.h"
#include "child.h"
#include "tap.h"

/* The process of this number is the owner from here on. */
static void
owner_set(long pid)
{
	char text[32];

	snprintf(text, sizeof text, "%ld", pid);
	setenv("GC_OWNER", text, 1);
}

/* A child of the owner, or of somebody else: goes on while the owner lives. */
static int
check_once(void *pid)
{
	if (pid != NULL)
		owner_set(*(pid_t *)pid);
	owner_check();
	owner_check();
	return owner_wait(-1) == 500 && owner_wait(499) == 499 && owner_wait(9000) == 500 ? 7 : 1;
}

static int
check_none(void *text)
{
	if (text != NULL)
		setenv("GC_OWNER", text, 1);
	else
		unsetenv("GC_OWNER");
	if (owner_wait(-1) != -1 || owner_wait(9000) != 9000)
		return 1;
	owner_check();
	return 7;
}

static int
wait_wrong(void *text)
{
	setenv("GC_OWNER", text, 1);
	owner_wait(-1);
	return 7;
}

/* A parent that ends: its child sees it by getppid(2), and says so. */
static int
outlive_parent(void *argument)
{
	int ready[2], told = -1;
	char byte = '.';

	(void)argument;
	if (pipe(ready) != 0)
		return 1;
	owner_set((long)getpid());
	if (fork() == 0) {
		owner_check();
		told = write(ready[1], &byte, 1) == 1 ? 0 : -1;
		close(ready[1]);
		while (told == 0) { /* die()s as soon as the parent has ended */
			owner_check();
			nanosleep(&(struct timespec){0, 1000000}, NULL);
		}
		exit(1);
	}
	close(ready[1]);
	return read(ready[0], &byte, 1) == 1 ? 0 : 1;
}

/* The message of the grandchild comes when both of its parents have gone: wait for the text. */
static bool
owner_outlived(void)
{
	int err[2];
	char text[256];
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	if (pipe(err) != 0)
		return false;
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		dup2(err[1], STDERR_FILENO);
		close(err[0]);
		close(err[1]);
		exit(outlive_parent(NULL));
	}
	close(err[1]);
	while (n < sizeof text - 1 && (got = read(err[0], text + n, sizeof text - 1 - n)) > 0)
		n += (size_t)got;
	text[n] = '\0';
	close(err[0]);
	waitpid(pid, NULL, 0);
	return strstr(text, "which started this one, has ended") != NULL;
}

int
main(void)
{
	pid_t pid = getpid(), gone = fork();
	char none[] = "", word[] = "x", init[] = "1";
	struct child c;

	if (gone == 0)
		_exit(0);
	waitpid(gone, NULL, 0);
	alarm(60);
	ok(child_ends(check_none, NULL, 7, "") && child_ends(check_none, none, 7, ""),
	    "no owner: no limit of a wait");
	ok(child_ends(check_once, &pid, 7, ""), "a parent that lives");
	owner_set((long)getppid());
	ok(child_ends(check_once, NULL, 7, ""), "a grandparent that lives");
	c = child_run(check_once, &gone);
	ok(c.status == EXIT_RETRY && strstr(c.err.p, "has ended; stopped, run it again") != NULL,
	    "a process that has ended");
	child_release(&c);
	ok(child_ends(wait_wrong, word, EXIT_USAGE,
	       "gc-tools: GC_OWNER: \"x\" is not a process id; unset it\n"),
	    "a word is no process");
	ok(child_ends(wait_wrong, init, EXIT_USAGE,
	       "gc-tools: GC_OWNER: \"1\" is not a process id; unset it\n"),
	    "nor is process 1, which adopts orphans, an owner");
	ok(owner_outlived(), "a parent that ends while the program runs");
	return tap_done();
}
