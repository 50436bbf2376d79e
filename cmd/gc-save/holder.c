/* holder.c - which process holds a lock */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "holder.h"
#include "base/num.h"

/* Whether the process has the file open, as far as this one may see. */
static bool
holder_has_open(long pid, const struct stat *file)
{
	char path[64];
	struct dirent *entry;
	struct stat st;
	bool found = false;
	DIR *dir;

	snprintf(path, sizeof path, "/proc/%ld/fd", pid);
	dir = opendir(path);
	while (dir != NULL && !found && (entry = readdir(dir)) != NULL)
		found = fstatat(dirfd(dir), entry->d_name, &st, 0) == 0 &&
			st.st_dev == file->st_dev && st.st_ino == file->st_ino;
	if (dir != NULL)
		closedir(dir);
	return found;
}

static long
holder_any(const struct stat *file)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	long pid, found = 0;

	while (dir != NULL && found == 0 && (entry = readdir(dir)) != NULL)
		if (num_long(entry->d_name, 1, INT32_MAX, &pid) && pid != (long)getpid() &&
		    holder_has_open(pid, file))
			found = pid;
	if (dir != NULL)
		closedir(dir);
	return found;
}

long
holder_find(int fd, long recorded)
{
	struct stat file;
	long pid;

	if (fstat(fd, &file) != 0)
		return 0;
	if (recorded > 0 && holder_has_open(recorded, &file))
		return recorded;
	pid = holder_any(&file);
	if (pid == 0 && recorded > 0 && (kill((pid_t)recorded, 0) == 0 || errno == EPERM))
		pid = recorded;
	return pid;
}
