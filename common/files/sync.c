/* sync.c - make what was written survive a loss of power */
#ifdef __linux__
#define _GNU_SOURCE /* syncfs() */
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#endif

#include "files/sync.h"

/* Waiting for what other programs write is not worth it for fewer files. */
enum { SYNC_MANY = 4 };

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

#ifdef __linux__

/* Before Linux 5.8 syncfs(2) does not report what could not be written. */
static bool
sync_reports(void)
{
	static int known = -1;
	struct utsname kernel;
	unsigned major = 0, minor = 0;

	if (known < 0)
		known = uname(&kernel) == 0 &&
			sscanf(kernel.release, "%u.%u", &major, &minor) == 2 &&
			(major > 5 || (major == 5 && minor >= 8));
	return known > 0;
}

/* For others, such as those of FUSE, syncfs(2) only hands the bytes on. */
static bool
sync_is_local(int fd)
{
	/* linux/magic.h: ext2 to ext4, XFS, Btrfs, F2FS, tmpfs */
	static const uint32_t types[] = {0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994};
	struct statfs fs;

	if (fstatfs(fd, &fs) != 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if ((uint32_t)fs.f_type == types[i])
			return true;
	return false;
}

/* Sync the file systems of the files. False: at least one of them may not be synced. */
static bool
sync_systems(const int *fds, size_t n)
{
	struct stat st;
	dev_t last = 0;

	if (!sync_reports())
		return false;
	for (size_t i = 0; i < n; i++) {
		if (fstat(fds[i], &st) != 0)
			return false;
		if (i > 0 && st.st_dev == last)
			continue;
		if (!sync_is_local(fds[i]) || syncfs(fds[i]) != 0)
			return false;
		last = st.st_dev;
	}
	return true;
}

#else

static bool
sync_systems(const int *fds, size_t n)
{
	(void)fds;
	(void)n;
	return false;
}

#endif

size_t
sync_files(const int *fds, size_t n)
{
	size_t i = 0;

	if (n >= SYNC_MANY && sync_systems(fds, n))
		return n;
	while (i < n && sync_file(fds[i]))
		i++;
	return i;
}
