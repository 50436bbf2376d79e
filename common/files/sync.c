/* sync.c - make what was written survive a loss of power */
#include "files/sync.h"

bool
sync_file(int fd)
{
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
}

bool
sync_folder(int dir)
{
	return sync_file(dir);
}
