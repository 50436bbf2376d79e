/*
 * sync.h - make what was written survive a loss of power: the one place that calls fsync(2) and
 * syncfs(2).
 *
 * When a program has reported success, its files are on the disk:
 *   - A file that replaces another one (atomic.h, files.h) is synced before it takes the name, and
 *     its folder is synced after that. So the name always has the old file or the whole new one.
 *     A caller that writes many files syncs them together (filebatch.h), and each folder once, at the
 *     end (folder_sync()).
 *   - A file that grows (gc-put --backup, gc-sim --state) is synced before the step that relies on
 *     it: before gc-put changes the flow, before gc-sim answers the request.
 *   - Temporary files without a name and lock files are not synced.
 *
 * What cannot be synced is not an error: pipes, devices, and files and folders of some network file
 * systems (EINVAL, ENOTSUP). Any other failure returns false, with errno set.
 */
#ifndef GC_SYNC_H
#define GC_SYNC_H

#include "base/base.h"

bool sync_file(int fd);
bool sync_folder(int dir);

/*
 * Sync many files or folders, as sync_file() would each of them. Returns how many of them, from
 * the first one on, are synced: fewer than n if the next one failed, with errno set.
 *
 * On Linux one syncfs(2) for each file system replaces one fsync(2), and one journal entry, for
 * each file, if it is certain that it does the same and reports the same errors: since 5.8, and
 * for file systems that write to a disk of this machine. It also waits for what other programs
 * have written. If it fails, or elsewhere, each file is synced by itself.
 */
size_t sync_files(const int *fds, size_t n);

#endif
