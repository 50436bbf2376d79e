/*
 * atomic.h - files that appear whole or not at all.
 *
 *	struct atomic a;
 *	if (!atomic_open(&a, path, 0644) || !atomic_put(&a, text) || !atomic_commit(&a))
 *		die(EXIT_IO, errno, "%s", path);
 *
 * Bytes go to a temporary file in the target's folder, which is synced and renamed by
 * atomic_commit(). A false return leaves errno, and nothing behind: no file, no memory, and
 * atomic_drop() is not needed. A target that exists and is no regular file (/dev/null, a pipe) is
 * written directly. What a program that ends early (exit(3)) has neither committed nor dropped goes
 * with it.
 */
#ifndef GC_ATOMIC_H
#define GC_ATOMIC_H

#include "buf.h"

struct atomic {
	char *path, *temp; /* temp NULL: written directly */
	int fd;            /* -1: not open */
	struct buf b;
};

#define ATOMIC_INIT                      \
	{                                \
		NULL, NULL, -1, BUF_INIT \
	}

bool atomic_open(struct atomic *a, const char *path, mode_t mode); /* less the umask */
bool atomic_put(struct atomic *a, struct slice s);
bool atomic_commit(struct atomic *a);
void atomic_drop(struct atomic *a); /* as if it had never been opened; also of one not open */

#endif
