/*
 * child.h - run a function in a process of its own, for what ends the program or writes to it.
 *
 *	struct child c = child_run(do_it, argument);
 *	c.status     // as the shell tells it: 128 + the signal, where one ended it
 *	c.out, c.err // what it wrote, NUL-terminated
 *	child_release(&c);
 */
#ifndef TEST_CHILD_H
#define TEST_CHILD_H

#include <sys/wait.h>

#include "base/buf.h"

struct child {
	int status;
	struct buf out, err;
};

static void
child_broken(const char *what)
{
	perror(what);
	abort();
}

static void
child_slurp(FILE *f, struct buf *b)
{
	char chunk[4096];
	size_t n;

	rewind(f);
	buf_reserve(b, 0);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(b, chunk, n);
	fclose(f);
}

static inline struct child
child_run(int (*function)(void *), void *argument)
{
	struct child c = {0, BUF_INIT, BUF_INIT};
	FILE *out = tmpfile(), *err = tmpfile();
	int status;
	pid_t pid;

	fflush(stdout);
	if (out == NULL || err == NULL || (pid = fork()) < 0) {
		child_broken("child");
	} else if (pid == 0) {
		if (dup2(fileno(out), STDOUT_FILENO) < 0 || dup2(fileno(err), STDERR_FILENO) < 0)
			child_broken("dup2");
		exit(function(argument));
	} else if (waitpid(pid, &status, 0) != pid) {
		child_broken("waitpid");
	} else {
		c.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
		child_slurp(out, &c.out);
		child_slurp(err, &c.err);
	}
	return c;
}

static inline void
child_release(struct child *c)
{
	buf_release(&c->out);
	buf_release(&c->err);
}

/* Run it; whether it ended with this status and wrote exactly this on stderr. */
static inline bool
child_ends(int (*function)(void *), void *argument, int status, const char *err)
{
	struct child c = child_run(function, argument);
	bool good = c.status == status && strcmp(c.err.p, err) == 0;

	if (!good)
		printf("# status %d, stderr: %s\n", c.status, c.err.p);
	child_release(&c);
	return good;
}

#endif
