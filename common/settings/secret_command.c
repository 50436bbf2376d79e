/* secret_command.c - a client secret that a password manager prints */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include "settings/secret_command.h"
#include "base/clock.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/owner.h"
#include "cli/progress.h"
#include "base/secret.h"

enum {
	LOOK_MS = 500, /* how often the wait is shown */
	END_MS = 10    /* how often to look whether it has ended, once its output has */
};

extern char **environ;

struct secret_child {
	pid_t pid;
	int fd; /* what it prints */
	int64_t begun, end;
};

/* What the command inherits: an empty stdin, the pipe as stdout, and no ignored SIGPIPE. */
static int
secret_child_spawn(pid_t *pid, char *command, int out)
{
	char shell[] = "sh", flag[] = "-c";
	char *argv[] = {shell, flag, command, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t standard;
	int error;

	mem_require(posix_spawn_file_actions_init(&files) == 0);
	mem_require(posix_spawnattr_init(&attributes) == 0);
	mem_require(posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0) == 0);
	mem_require(posix_spawn_file_actions_adddup2(&files, out, 1) == 0);
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	sigaddset(&standard, SIGXFSZ);
	posix_spawnattr_setsigdefault(&attributes, &standard);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawn(pid, "/bin/sh", &files, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* NULL, or why it did not start. */
static const char *
secret_child_start(struct secret_child *c, const char *command)
{
	char *copy;
	int ends[2], error;

	if (pipe(ends) != 0)
		return strerror(errno);
	copy = xstrdup(command);
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	signal(SIGCHLD, SIG_DFL); /* if it is ignored, there is no exit status */
	error = secret_child_spawn(&c->pid, copy, ends[1]);
	secret_free(&copy);
	io_close(ends[1]);
	c->fd = ends[0];
	if (error == 0)
		return NULL;
	io_close(c->fd);
	return strerror(error);
}

static const char too_late[] = "took longer than --timeout allows";

/* Show the wait. False: the time is over. */
static bool
secret_child_may_go_on(const struct secret_child *c)
{
	int64_t now = clock_ms();

	owner_check();
	progress_wait("secret_command", -1, now - c->begun);
	return now < c->end;
}

/* NULL, or why its output is of no use. */
static const char *
secret_child_read(const struct secret_child *c, struct buf *b)
{
	struct pollfd p = {.fd = c->fd, .events = POLLIN};
	char room[4096];
	const char *why = NULL;
	ssize_t n = 1;

	while (why == NULL && n > 0) {
		if (!secret_child_may_go_on(c)) {
			why = too_late;
		} else if (poll(&p, 1, LOOK_MS) > 0) {
			n = io_read(c->fd, room, sizeof room);
			if (n < 0)
				why = strerror(errno);
			else if (b->n + (size_t)n > SECRET_COMMAND_MAX)
				why = "printed more than 64 KiB";
			else
				buf_add(b, room, (size_t)n);
		}
	}
	secret_wipe(room, sizeof room);
	return why;
}

/* NULL, or why it did not end well; `why` has room for the text. */
static const char *
secret_child_end(const struct secret_child *c, struct buf *why)
{
	int status = 0;
	pid_t ended;

	while ((ended = waitpid(c->pid, &status, WNOHANG)) == 0) {
		if (!secret_child_may_go_on(c))
			return too_late;
		clock_sleep(END_MS);
	}
	if (ended < 0)
		return strerror(errno);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return NULL;
	if (WIFEXITED(status))
		buf_printf(why, "ended with status %d", WEXITSTATUS(status));
	else
		buf_printf(why, "was killed by signal %d", WTERMSIG(status));
	return why->p;
}

/* The first line, or NULL and the reason. */
static char *
secret_of_output(const struct buf *b, const char **why)
{
	size_t n = 0;

	while (n < b->n && b->p[n] != '\n')
		n++;
	if (n > 0 && b->p[n - 1] == '\r')
		n--;
	if (n == 0)
		*why = "printed no secret on its first line";
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)b->p[i] < ' ' || b->p[i] == 0x7f)
			*why = "printed a control character";
	return *why == NULL ? xmemdup0(b->p, n) : NULL;
}

char *
secret_command_run(const char *command, long timeout_s, struct buf *why)
{
	struct secret_child c = {.fd = -1, .begun = clock_ms()};
	struct buf output = BUF_INIT, status = BUF_INIT;
	const char *trouble = secret_child_start(&c, command);
	char *secret = NULL;

	c.end = c.begun + timeout_s * 1000;
	if (trouble == NULL) {
		buf_reserve(&output, SECRET_COMMAND_MAX); /* growing would leave copies behind */
		trouble = secret_child_read(&c, &output);
		if (trouble == NULL)
			trouble = secret_child_end(&c, &status);
		if (trouble != NULL && trouble != status.p) {
			(void)kill(c.pid, SIGKILL);
			(void)waitpid(c.pid, NULL, 0);
		}
		io_close(c.fd);
		progress_wait_end();
	}
	if (trouble == NULL)
		secret = secret_of_output(&output, &trouble);
	if (trouble != NULL)
		buf_puts(why, trouble);
	secret_release(&output);
	buf_release(&status);
	return secret;
}
