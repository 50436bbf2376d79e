/*
 * lock.h - one run at a time in a folder: flock(2) on DIR/.gc/lock, which holds the process id.
 *
 *	lock_take(&l, root, "DIR", -1);
 *	…
 *	lock_drop(&l);
 *
 * flock(2) and not fcntl(2): its lock belongs to the open file, so a pipeline that holds the folder
 * can pass it on (`inherited`, the number of a descriptor of DIR/.gc/lock). pipelines/lib.bash takes
 * the same lock in the same way.
 *
 * Whoever took the lock removes the file, also by exit(3), while it still holds the lock; and who
 * has locked a file looks whether it is still the one in the folder. So no two runs hold locks of
 * different files, and nothing stays behind. Only a killed program leaves the file: nobody else may
 * remove it, since its children may hold the lock still, and the next run takes it and removes it.
 */
#ifndef SAVE_LOCK_H
#define SAVE_LOCK_H

#include "base/base.h"

#define LOCK_FOLDER ".gc"
#define LOCK_FILE   "lock"

struct lock {
	int root; /* the caller's, open until lock_drop() or exit(3) */
	int dir;  /* DIR/.gc */
	int fd;
	bool own; /* this program took it */
};

/*
 * Lock the folder, or end the program: 75 if another run holds it, 65 if .gc was not made by
 * gc-tools, 2 if `inherited` (-1: none) is not the folder's lock, 74 if it cannot be written.
 * A file system without locks is only worth a warning.
 */
void lock_take(struct lock *l, int root, const char *folder, long inherited);

void lock_drop(struct lock *l);

#endif
