/*
 * tempfile.h - a temporary file that gets its final name in its folder, or is removed.
 *
 *	struct tempfile t = TEMPFILE_INIT;
 *	if (!tempfile_open(&t, dir, 0666) || !io_write(t.fd, p, n) || !tempfile_place(&t, "name"))
 *		complain(errno);
 *	tempfile_drop(&t);                // removes what was not placed
 *
 * Its name is TEMPFILE_PREFIX, the process id, "-" and a number. exit(3) removes the files that
 * were neither placed nor dropped. A killed program leaves them behind. A lock (fcntl(2)) on the
 * file shows whether its program still runs, because the lock ends with the process. The process
 * id does not show it: it may belong to a zombie, to another program by now, or to another
 * machine.
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
 * Sync the file and give it the name; a file of that name is replaced. False with errno set; the
 * file then still exists and must be dropped. The folder is the caller's to sync (sync.h).
 */
bool tempfile_place(struct tempfile *t, const char *name);

/* The same for a file that the caller has synced. */
bool tempfile_rename(struct tempfile *t, const char *name);

/* Go on with another descriptor of its folder. */
void tempfile_set_folder(struct tempfile *t, int dir);

void tempfile_drop(struct tempfile *t); /* errno is kept; also if it is not open */

/*
 * Remove the file of this name if it is a temporary file whose program has ended. If the file
 * cannot be locked, as on some file systems, the program has ended if no process has the id in
 * the name.
 */
bool tempfile_sweep(int dir, const char *name);

/* The same for every file in the folder. Files that cannot be read or removed stay. */
void tempfile_sweep_folder(int dir);

#endif
