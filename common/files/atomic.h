/*
 * atomic.h - an output file that a user names: it appears whole or not at all.
 *
 *	struct atomic a;
 *	if (!atomic_open(&a, path, 0644) || !atomic_put(&a, text) || !atomic_commit(&a))
 *		die(EXIT_IO, errno, "%s", path);
 *
 * Bytes go to a temporary file in the target's folder (tempfile.h), which atomic_commit() gives
 * the target's name (and syncs: sync.h); a symbolic link stays, and its target is what is replaced. What
 * exists and is no regular file (/dev/null, a pipe) is written directly. Temporary files in that
 * folder whose program was killed are removed first.
 *
 * A false return leaves errno, and nothing behind: no file, no memory, and atomic_drop() is not
 * needed. The bytes may be secret: they are wiped from memory. For files below a folder that is
 * not to be left, and that keep their time when nothing changed, see files.h.
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
void atomic_drop(struct atomic *a); /* as if it had never been opened; also of one not open */

#endif
