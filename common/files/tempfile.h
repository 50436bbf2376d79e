/*
 * tempfile.h - a temporary file that takes a name in its folder, or is gone.
 *
 *	struct tempfile t = TEMPFILE_INIT;
 *	if (!tempfile_open(&t, dir, 0666) || !io_write(t.fd, p, n) || !tempfile_place(&t, "name"))
 *		complain(errno);
 *	tempfile_drop(&t);                // removes what was not placed
 *
 * Its name is TEMPFILE_PREFIX, the process id, "-" and a number. What a program that ends early
 * (exit(3)) has neither placed nor dropped goes with it. A program that was killed leaves it
 * behind. Whether its owner lives is told by a lock (fcntl(2)) on the file, which ends with the
 * process: a process id may belong to a zombie, to another program by now, or to another machine.
 */
#ifndef GC_TEMPFILE_H
#define GC_TEMPFILE_H

#include "base/base.h"

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
 * there, to be dropped. The folder is the caller's to sync (sync.h).
 */
bool tempfile_place(struct tempfile *t, const char *name);

void tempfile_drop(struct tempfile *t); /* errno stays; also of one not open */

/*
 * Remove the file of this name if it is a temporary one whose owner is gone. Where the file cannot
 * be locked, as on some file systems, the owner is gone if no process has the id in the name.
 */
bool tempfile_sweep(int dir, const char *name);

/* The same for every file in the folder. What cannot be read or removed stays. */
void tempfile_sweep_folder(int dir);

#endif
