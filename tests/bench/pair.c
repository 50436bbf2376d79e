/*
 * pair - run two commands in turn and compare what they need of the processor
 *
 *	pair ROUNDS STREAM COMMAND RIVAL_STREAM RIVAL_COMMAND
 *
 * Each command is the shell's, and reads its stream as stdin; its output is thrown away. ROUNDS is
 * odd, from 1 to 99. Of all rounds the one whose ratio is the median counts, so that a noisy
 * moment, which both share, does not. Prints one line:
 *
 *	MB/s KIB RIVAL_MB/s RIVAL_KIB RATIO
 *
 * in MB of the stream per second of processor time (user and system, children included), or, if a
 * stream is empty, in runs per second. KIB: the most memory of the command's largest process. RATIO:
 * how many times faster the command is. The exit status is 1 if a command fails, that is, exits
 * with more than 1.
 */
#define _DEFAULT_SOURCE /* wait4 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS_MAX = 99 };

struct pair_run {
	const char *stream, *command;
	double speed;
	long kib;
};

struct pair_round {
	struct pair_run mine, rival;
};

static void
pair_die(const char *what)
{
	fprintf(stderr, "pair: %s\n", what);
	exit(1);
}

static void
pair_exec(const struct pair_run *r)
{
	int in = open(r->stream, O_RDONLY), out = open("/dev/null", O_WRONLY);

	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
		_exit(127);
	execl("/bin/sh", "sh", "-c", r->command, (char *)NULL);
	_exit(127);
}

static double
pair_seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void
pair_run(struct pair_run *r)
{
	struct rusage use;
	struct stat st;
	double seconds;
	int status;
	pid_t child;

	if (stat(r->stream, &st) != 0)
		pair_die(r->stream);
	child = fork();
	if (child == 0)
		pair_exec(r);
	if (child < 0 || wait4(child, &status, 0, &use) != child)
		pair_die("cannot run a command");
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		pair_die(r->command);
	seconds = pair_seconds(use.ru_utime) + pair_seconds(use.ru_stime);
	r->speed = (st.st_size > 0 ? (double)st.st_size / 1e6 : 1) / (seconds > 0 ? seconds : 1e-6);
	r->kib = use.ru_maxrss;
}

static double
pair_ratio(const struct pair_round *p)
{
	return p->mine.speed / p->rival.speed;
}

static int
by_ratio(const void *a, const void *b)
{
	double x = pair_ratio(a), y = pair_ratio(b);

	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	struct pair_round rounds[ROUNDS_MAX], *median;
	int n = argc == 6 ? atoi(argv[1]) : 0;

	if (n < 1 || n > ROUNDS_MAX)
		pair_die("usage: pair rounds stream command rival_stream rival_command");
	for (int i = 0; i < n; i++) {
		rounds[i].mine = (struct pair_run){.stream = argv[2], .command = argv[3]};
		rounds[i].rival = (struct pair_run){.stream = argv[4], .command = argv[5]};
		pair_run(&rounds[i].mine);
		pair_run(&rounds[i].rival);
	}
	qsort(rounds, (size_t)n, sizeof *rounds, by_ratio);
	median = &rounds[n / 2];
	printf("%.3f %ld %.3f %ld %.3f\n", median->mine.speed, median->mine.kib,
	    median->rival.speed, median->rival.kib, pair_ratio(median));
	return 0;
}
