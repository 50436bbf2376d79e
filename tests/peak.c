/*
 * peak - run a command and say how much memory it had at most
 *
 *	peak FILE COMMAND [ARGUMENT ...]
 *
 * Writes the largest resident set, in KiB, into FILE; the exit status is the command's, as the
 * shell tells it.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int
peak_spoil(const char *what)
{
	perror(what);
	return 127;
}

int
main(int argc, char **argv)
{
	struct rusage use;
	FILE *file;
	pid_t child;
	int status;

	if (argc < 3) {
		fputs("usage: peak file command [argument ...]\n", stderr);
		return 2;
	}
	child = fork();
	if (child == 0) {
		execvp(argv[2], argv + 2);
		_exit(peak_spoil(argv[2]));
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &use) != 0)
		return peak_spoil("peak");
	file = fopen(argv[1], "w");
	if (file == NULL || fprintf(file, "%ld\n", use.ru_maxrss) < 0 || fclose(file) != 0)
		return peak_spoil(argv[1]);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
