/*
 * sync_cost - how long a program waits for the disk that syncs many files, in milliseconds
 *
 *	sync_cost each|together COUNT
 *
 * Writes COUNT files of 4 KB into the current folder, each synced by itself or in batches as gc-save
 * has them, and renames them. Counts the wall clock of the syncs alone.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "files/filebatch.h"
#include "files/sync.h"

static int64_t waited_ns;

static bool
sync_timed(const int *fds, size_t n)
{
	struct timespec begin, end;
	bool synced;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	synced = n == 1 ? sync_file(*fds) : sync_files(fds, n) == n;
	clock_gettime(CLOCK_MONOTONIC, &end);
	waited_ns +=
	    (end.tv_sec - begin.tv_sec) * INT64_C(1000000000) + end.tv_nsec - begin.tv_nsec;
	return synced;
}

int
main(int argc, char **argv)
{
	static char text[4096];
	bool each = argc > 1 && strcmp(argv[1], "each") == 0;
	long count = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	int fds[FILEBATCH_FILES];
	char from[32], to[32];

	for (long i = 0, n = 0; i < count; i++) {
		snprintf(from, sizeof from, ".t%ld", i);
		fds[n] = open(from, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (fds[n] < 0 || write(fds[n], text, sizeof text) != (ssize_t)sizeof text ||
		    (each && !sync_timed(fds + n, 1)))
			return 1;
		if (++n < FILEBATCH_FILES && i + 1 < count)
			continue;
		if (!each && !sync_timed(fds, (size_t)n))
			return 1;
		for (; n > 0; n--) {
			close(fds[n - 1]);
			snprintf(from, sizeof from, ".t%ld", i - n + 1);
			snprintf(to, sizeof to, "f%ld", i - n + 1);
			if (rename(from, to) != 0)
				return 1;
		}
	}
	printf("%" PRId64 "\n", waited_ns / 1000000);
	return 0;
}
