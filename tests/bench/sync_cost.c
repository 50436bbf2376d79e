/*
 * sync_cost - what it costs to sync many files, in milliseconds
 *
 *	sync_cost each|together COUNT
 *
 * Writes COUNT files of 4 KB into the current folder, each synced by itself or in batches as gc-save
 * has them, and renames them. Wall clock: it waits for the disk.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>

#include "files/filebatch.h"
#include "files/sync.h"

int
main(int argc, char **argv)
{
	static char text[4096];
	bool each = argc > 1 && strcmp(argv[1], "each") == 0;
	long count = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	struct timespec begin, end;
	int fds[FILEBATCH_FILES];
	char from[32], to[32];

	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (long i = 0, n = 0; i < count; i++) {
		snprintf(from, sizeof from, ".t%ld", i);
		fds[n] = open(from, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (fds[n] < 0 || write(fds[n], text, sizeof text) != (ssize_t)sizeof text ||
		    (each && !sync_file(fds[n])))
			return 1;
		if (++n < FILEBATCH_FILES && i + 1 < count)
			continue;
		if (!each && sync_files(fds, (size_t)n) != (size_t)n)
			return 1;
		for (; n > 0; n--) {
			close(fds[n - 1]);
			snprintf(from, sizeof from, ".t%ld", i - n + 1);
			snprintf(to, sizeof to, "f%ld", i - n + 1);
			if (rename(from, to) != 0)
				return 1;
		}
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("%ld\n",
	    (long)(end.tv_sec - begin.tv_sec) * 1000 + (end.tv_nsec - begin.tv_nsec) / 1000000);
	return 0;
}
