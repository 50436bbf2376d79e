/*
 * atomic.h - an output file that a user names: it appears whole or not at all.
 *
 *	struct atomic a;
 *	if (!atomic_open(&a, path, 0644) || !atomic_put(&a, text) || !atomic_commit(&a))
 *		die(EXIT_IO, errno, "%s", path);
 *
 * The bytes go to a temporary file in the same folder (tempfile.h). atomic_commit() syncs it
 * (sync.h) and gives it the final name. A symbolic link stays, and the file that it points to is
 * replaced. A path that exists and is not a regular file (/dev/null, a pipe) is written directly.
 * Temporary files of killed programs in that folder are removed first.
 *
 * On a false return errno is set, and no file and no memory is left; atomic_drop() is not needed.
 * The bytes may be secret: they are wiped from memory. For files that must stay below a given
 * folder and keep their time if nothing changed, see files.h.
 */
#ifndef GC_ATOMIC_H
#define GC_ATOMIC_H

#include "base/buf.h"
#include "files/tempfile.h"

struct atomic {
	char *name; /* in its folder; NULL: written directly */
	int dir;    /* -1: none */
	struct tempfile temp;
	struct buf b; /* not written yet */
};

#define ATOMIC_INIT                               \
	{                                         \
		NULL, -1, TEMPFILE_INIT, BUF_INIT \
	}

bool atomic_open(struct atomic *a, const char *path, mode_t mode); /* less the umask */
bool atomic_put(struct atomic *a, struct slice s);
bool atomic_commit(struct atomic *a);
void atomic_drop(struct atomic *a); /* as if it had never been opened; also if it is not open */

#endif
