/* folder.c - paths below one folder */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "files/folder.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/sync.h"

enum { FOLDER = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

static bool
make_folders(const char *path)
{
	char *copy = xstrdup(path);
	bool made = true;

	for (char *p = copy + 1; made && *p != '\0'; p++) {
		if (*p != '/' || p[-1] == '/')
			continue;
		*p = '\0';
		made = mkdir(copy, 0777) == 0 || errno == EEXIST;
		*p = '/';
	}
	if (made)
		made = mkdir(copy, 0777) == 0 || errno == EEXIST;
	free(copy);
	return made;
}

int
folder_open(const char *path, bool create)
{
	int fd = open(path, FOLDER);

	if (fd >= 0 || !create || errno != ENOENT || *path == '\0' || !make_folders(path))
		return fd;
	return open(path, FOLDER);
}

/* Copy the name that begins at p. False: it is not allowed. */
static bool
take_name(const char *p, size_t n, char name[NAME_MAX + 1])
{
	if (n > NAME_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (n == 0 || (p[0] == '.' && (n == 1 || (n == 2 && p[1] == '.')))) {
		errno = EINVAL;
		return false;
	}
	memcpy(name, p, n);
	name[n] = '\0';
	return true;
}

/* The folder `name` in the folder fd, which is closed. */
static int
folder_enter(int fd, const char *name, bool create)
{
	int next = openat(fd, name, FOLDER | O_NOFOLLOW);

	if (next < 0 && errno == ENOENT && create &&
	    (mkdirat(fd, name, 0777) == 0 || errno == EEXIST))
		next = openat(fd, name, FOLDER | O_NOFOLLOW);
	io_close(fd);
	return next;
}

int
folder_parent(int root, const char *path, bool create, const char **base)
{
	char name[NAME_MAX + 1];
	int fd = fcntl(root, F_DUPFD_CLOEXEC, 3);
	const char *slash;

	for (; fd >= 0 && (slash = strchr(path, '/')) != NULL; path = slash + 1) {
		if (!take_name(path, (size_t)(slash - path), name)) {
			io_close(fd);
			return -1;
		}
		fd = folder_enter(fd, name, create);
	}
	if (fd >= 0 && !take_name(path, strlen(path), name)) {
		io_close(fd);
		return -1;
	}
	*base = path;
	return fd;
}

int
folder_read(int root, const char *path)
{
	const char *base;
	struct stat st;
	int dir = folder_parent(root, path, false, &base), fd;

	if (dir < 0)
		return -1;
	/* O_NONBLOCK: opening a pipe that nobody writes must not wait */
	fd = openat(dir, base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	io_close(dir);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0) {
		if (S_ISREG(st.st_mode))
			return fd;
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	}
	io_close(fd);
	return -1;
}

bool
folder_sync(int root, const char *path)
{
	const char *base;
	int dir = folder_parent(root, path, false, &base);
	bool synced;

	if (dir < 0)
		return false;
	synced = sync_folder(dir);
	io_close(dir);
	return synced;
}

/* Status of a name: 1, 0 or -1, as for folder_has(). */
static int
folder_stat(int root, const char *path, struct stat *st)
{
	const char *base;
	int dir = folder_parent(root, path, false, &base);
	bool there = dir >= 0 && fstatat(dir, base, st, AT_SYMLINK_NOFOLLOW) == 0;

	io_close(dir);
	if (there)
		return 1;
	return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? 0 : -1;
}

int
folder_has(int root, const char *path)
{
	struct stat st;
	int there = folder_stat(root, path, &st);

	return there > 0 && !S_ISREG(st.st_mode) ? 0 : there;
}

int
folder_same(int root, const char *a, const char *b)
{
	struct stat x, y;
	int first = folder_stat(root, a, &x), second = first > 0 ? folder_stat(root, b, &y) : first;

	return second > 0 && (x.st_dev != y.st_dev || x.st_ino != y.st_ino) ? 0 : second;
}

bool
folder_rename(int root, const char *from, const char *to)
{
	const char *from_base, *to_base;
	int from_dir = folder_parent(root, from, false, &from_base), to_dir;
	bool done = false;

	if (from_dir < 0)
		return false;
	to_dir = folder_parent(root, to, true, &to_base);
	if (to_dir >= 0) {
		done = renameat(from_dir, from_base, to_dir, to_base) == 0;
		io_close(to_dir);
	}
	io_close(from_dir);
	return done;
}

void
folder_tidy(int root, const char *path)
{
	char *copy = xstrdup(path), *slash;
	const char *base;
	bool removed = true;
	int dir;

	while (removed && (slash = strrchr(copy, '/')) != NULL) {
		*slash = '\0';
		dir = folder_parent(root, copy, false, &base);
		removed = dir >= 0 && unlinkat(dir, base, AT_REMOVEDIR) == 0;
		io_close(dir);
	}
	free(copy);
}

bool
folder_remove(int root, const char *path)
{
	const char *base;
	int dir = folder_parent(root, path, false, &base);
	bool removed;

	if (dir < 0)
		return false;
	removed = unlinkat(dir, base, 0) == 0;
	io_close(dir);
	if (removed)
		folder_tidy(root, path);
	return removed;
}
