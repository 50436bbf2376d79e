/*
 * sidefile.h - a file beside stdout: a report, the records that failed.
 *
 *	struct sidefile f;
 *	sidefile_open(&f, path);           // NULL: there is none, and the rest does nothing
 *	sidefile_put(&f, lines);           // written at once
 *	sidefile_close(&f);
 *
 * Opened, and emptied, before the work begins, so that a path that cannot be written stops the
 * program while nothing is done. What was put is in the file however the program ends. Any fault
 * ends the program with EXIT_IO (74).
 */
#ifndef GC_SIDEFILE_H
#define GC_SIDEFILE_H

#include "slice.h"

struct sidefile {
	const char *path; /* kept, not copied */
	int fd;
};

void sidefile_open(struct sidefile *f, const char *path);
void sidefile_put(struct sidefile *f, struct slice bytes);
void sidefile_close(struct sidefile *f);

#endif
