/*
 * tempfile.h - a temporary file that takes a name in its folder, or is gone.
 *
 *	struct tempfile t = TEMPFILE_INIT;
 *	if (!tempfile_open(&t, dir, 0666) || !io_write(t.fd, p, n) || !tempfile_place(&t, "name"))
 *		complain(errno);
 *	tempfile_drop(&t);                // removes what was not placed
 *
 * Its name is TEMPFILE_PREFIX, the process id, "-" and a number. What a program that ends early
 * (exit(3)) has neither placed nor dropped goes with it. What was killed leaves it behind;
 * tempfile_is_stale() finds it by its name.
 */
#ifndef GC_TEMPFILE_H
#define GC_TEMPFILE_H

#include "base.h"

#define TEMPFILE_PREFIX ".gc-tmp-"

struct tempfile {
	int fd;        /* to write to; -1: not open */
	int dir;       /* the folder: the caller's, open until the file is placed or dropped */
	char name[64]; /* "": there is no file */
};

#define TEMPFILE_INIT      \
	{                  \
		-1, -1, "" \
	}

/* False with errno set, and no file. */
bool tempfile_open(struct tempfile *t, int dir, mode_t mode); /* less the umask */

/*
 * Sync it and give it the name, in place of what has it. False with errno set; it is then still
 * there, to be dropped. The folder is not synced.
 */
bool tempfile_place(struct tempfile *t, const char *name);

void tempfile_drop(struct tempfile *t); /* errno stays; also of one not open */

/* Whether a file of this name is the temporary of a process that is no more. */
bool tempfile_is_stale(const char *name);

#endif
