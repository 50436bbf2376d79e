/*
 * sync.h - make what was written survive a loss of power: the one place that calls fsync(2).
 *
 * When a program has reported success, its files are on the disk:
 *   - A file that replaces another one (atomic.h, files.h) is synced before it takes the name, and
 *     its folder is synced after that. So the name always has the old file or the whole new one.
 *     A caller that writes many files syncs each folder once, at the end (folder_sync()).
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

#endif
