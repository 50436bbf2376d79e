/* lock.c - one run at a time in a folder */
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/num.h"
#include "holder.h"
#include "lock.h"

enum {
	TRIES = 100,  /* each is lost only if another run ends between two of our calls */
	PID_SIZE = 24 /* bytes of a process id and its newline, at most */
};

static struct lock *held;

static void
lock_drop_at_exit(void)
{
	if (held != NULL)
		lock_drop(held);
}

static GC_NORETURN void
lock_foreign(const char *folder, const char *name)
{
	die(EXIT_DATA, 0, "%s/" LOCK_FOLDER "%s: not made by gc-tools; move it away", folder, name);
}

/*
 * The process id that the file holds; 0: none. False: it holds something else, or errno is why. A
 * file that was just made is not read, so that a read that fails leaves no new file behind.
 */
static bool
lock_read_pid(int fd, long *pid)
{
	char text[PID_SIZE + 1] = "";
	struct stat st;
	ssize_t n;
	bool good;

	*pid = 0;
	errno = 0;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0)
		return errno == 0 && S_ISREG(st.st_mode);
	n = io_read_at(fd, text, PID_SIZE, 0);
	if (n <= 0)
		return n == 0;
	text[strcspn(text, "\n")] = '\0';
	good = num_long(text, 1, INT32_MAX, pid);
	errno = 0;
	return good;
}

static GC_NORETURN void
lock_busy(int fd, const char *folder)
{
	long pid;

	lock_read_pid(fd, &pid);
	pid = holder_find(fd, pid);
	if (pid > 0)
		die(EXIT_RETRY, 0,
		    "%s: another run is at work (process %ld); try again when it has ended", folder,
		    pid);
	die(EXIT_RETRY, 0, "%s: another run is at work; try again when it has ended", folder);
}

/* Lock it. A file system without locks: go on. */
static void
lock_descriptor(int fd, const char *folder)
{
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			lock_busy(fd, folder);
		if (errno != EINTR) {
			warn("%s: this file system has no locks; start no other run in this folder",
			    folder);
			return;
		}
	}
}

static bool
lock_is_file(const struct lock *l, int fd)
{
	struct stat mine, there;

	return fstat(fd, &mine) == 0 &&
	       fstatat(l->dir, LOCK_FILE, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	       mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
}

/* -1: the run that made it has just removed it. */
static int
lock_open_folder(int root, const char *folder)
{
	int dir;

	if (mkdirat(root, LOCK_FOLDER, 0777) != 0 && errno != EEXIST)
		die(EXIT_IO, errno, "%s/" LOCK_FOLDER, folder);
	dir = openat(root, LOCK_FOLDER, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir < 0 && (errno == ENOTDIR || errno == ELOOP))
		lock_foreign(folder, "");
	if (dir < 0 && errno != ENOENT)
		die(EXIT_IO, errno, "%s/" LOCK_FOLDER, folder);
	return dir;
}

/* False: the run that held it has just ended, and removed the file or the folder. */
static bool
lock_try(struct lock *l, const char *folder)
{
	l->dir = lock_open_folder(l->root, folder);
	if (l->dir < 0)
		return false;
	l->fd =
	    openat(l->dir, LOCK_FILE, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
	if (l->fd >= 0) {
		lock_descriptor(l->fd, folder);
		if (lock_is_file(l, l->fd))
			return true;
	} else if (errno == ELOOP || errno == EISDIR || errno == ENXIO) {
		lock_foreign(folder, "/" LOCK_FILE);
	} else if (errno != ENOENT) {
		die(EXIT_IO, errno, "%s/" LOCK_FOLDER "/" LOCK_FILE, folder);
	}
	io_close(l->fd);
	io_close(l->dir);
	return false;
}

static void
lock_inherit(struct lock *l, const char *folder)
{
	l->dir = openat(l->root, LOCK_FOLDER, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (l->dir < 0 || !lock_is_file(l, l->fd))
		die(EXIT_USAGE, 0, "--lock-fd: descriptor %d is not %s/" LOCK_FOLDER "/" LOCK_FILE,
		    l->fd, folder);
	lock_descriptor(l->fd, folder); /* no change where whoever passed it on holds the lock */
}

static void
lock_write_pid(const struct lock *l, const char *folder)
{
	char text[PID_SIZE];
	int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());

	if (ftruncate(l->fd, 0) != 0 || !io_write_at(l->fd, text, (size_t)n, 0))
		die(EXIT_IO, errno, "%s/" LOCK_FOLDER "/" LOCK_FILE, folder);
}

void
lock_take(struct lock *l, int root, const char *folder, long inherited)
{
	long pid;

	*l = (struct lock){.root = root, .dir = -1, .fd = (int)inherited, .own = inherited < 0};
	if (!l->own) {
		lock_inherit(l, folder);
		return;
	}
	for (int i = 0; !lock_try(l, folder); i++)
		if (i == TRIES)
			die(EXIT_RETRY, 0,
			    "%s: other runs took the lock again and again; try again later",
			    folder);
	if (!lock_read_pid(l->fd, &pid)) {
		if (errno != 0)
			die(EXIT_IO, errno, "%s/" LOCK_FOLDER "/" LOCK_FILE, folder);
		lock_foreign(folder, "/" LOCK_FILE);
	}
	held = l;
	mem_require(atexit(lock_drop_at_exit) == 0);
	lock_write_pid(l, folder);
}

void
lock_drop(struct lock *l)
{
	held = NULL;
	if (l->own) {
		unlinkat(l->dir, LOCK_FILE, 0);
		unlinkat(l->root, LOCK_FOLDER, AT_REMOVEDIR); /* unless it holds something */
		io_close(l->fd);
	}
	io_close(l->dir);
}
