/* tempfile.c - a temporary file that gets its final name in its folder, or is removed */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/num.h"
#include "files/sync.h"
#include "files/tempfile.h"

/* The files that exist now, to be removed if the program ends early. */
static struct {
	struct tempfile *v;
	size_t n, cap;
} pending;

static void
pending_drop(void)
{
	for (size_t i = 0; i < pending.n; i++)
		unlinkat(pending.v[i].dir, pending.v[i].name, 0);
}

/*
 * Make room for one more before the file is created: running out of memory must not leave it
 * behind.
 */
static void
pending_reserve(void)
{
	static bool registered;

	mem_require(registered || atexit(pending_drop) == 0);
	registered = true;
	pending.v = xgrow(pending.v, &pending.cap, pending.n + 1, sizeof *pending.v);
}

static bool
pending_has(const char *name)
{
	for (size_t i = 0; i < pending.n; i++)
		if (strcmp(pending.v[i].name, name) == 0)
			return true;
	return false;
}

static void
pending_remove(struct tempfile *t)
{
	for (size_t i = 0; i < pending.n; i++)
		if (strcmp(pending.v[i].name, t->name) == 0) {
			pending.v[i] = pending.v[--pending.n];
			break;
		}
	t->name[0] = '\0';
}

static int
tempfile_lock(int fd)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int error;

	while ((error = fcntl(fd, F_SETLK, &whole) == 0 ? 0 : errno) == EINTR)
		continue;
	return error == EACCES ? EAGAIN : error;
}

/*
 * Lock the file, to mark it as used by this process. False: a sweep of another process has
 * removed the file, or is removing it. For file systems without locks see tempfile_sweep().
 */
static bool
tempfile_own(const struct tempfile *t)
{
	struct stat st;

	return tempfile_lock(t->fd) != EAGAIN &&
	       (fstatat(t->dir, t->name, &st, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT);
}

bool
tempfile_open(struct tempfile *t, int dir, mode_t mode)
{
	static unsigned long count;

	*t = (struct tempfile){.fd = -1, .dir = dir};
	pending_reserve();
	for (;;) {
		snprintf(
		    t->name, sizeof t->name, TEMPFILE_PREFIX "%ld-%lu", (long)getpid(), ++count);
		t->fd = openat(dir, t->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (t->fd >= 0 ? tempfile_own(t) : errno != EEXIST)
			break;
		io_close(t->fd);
	}
	if (t->fd < 0) {
		t->name[0] = '\0';
		return false;
	}
	pending.v[pending.n++] = *t;
	return true;
}

bool
tempfile_place(struct tempfile *t, const char *name)
{
	return sync_file(t->fd) && tempfile_rename(t, name);
}

void
tempfile_set_folder(struct tempfile *t, int dir)
{
	t->dir = dir;
	for (size_t i = 0; i < pending.n; i++)
		if (strcmp(pending.v[i].name, t->name) == 0)
			pending.v[i].dir = dir;
}

bool
tempfile_rename(struct tempfile *t, const char *name)
{
	int fd = t->fd;

	t->fd = -1;
	if (close(fd) != 0 && errno != EINTR)
		return false;
	if (renameat(t->dir, t->name, t->dir, name) != 0)
		return false;
	pending_remove(t);
	return true;
}

void
tempfile_drop(struct tempfile *t)
{
	int saved = errno;

	io_close(t->fd);
	t->fd = -1;
	if (t->name[0] != '\0') {
		unlinkat(t->dir, t->name, 0);
		pending_remove(t);
	}
	errno = saved;
}

/* The process id in a temporary file's name; 0: another name. */
static long
tempfile_pid(const char *name)
{
	const char *dash;
	char pid[16];
	long value;

	if (strncmp(name, TEMPFILE_PREFIX, strlen(TEMPFILE_PREFIX)) != 0)
		return 0;
	name += strlen(TEMPFILE_PREFIX);
	dash = strchr(name, '-');
	if (dash == NULL || (size_t)(dash - name) >= sizeof pid)
		return 0;
	memcpy(pid, name, (size_t)(dash - name));
	pid[dash - name] = '\0';
	return num_long(pid, 1, INT32_MAX, &value) ? value : 0;
}

bool
tempfile_sweep(int dir, const char *name)
{
	long pid = tempfile_pid(name);
	bool removed = false;
	int fd, error;

	if (pid == 0 || pending_has(name))
		return false;
	fd = openat(dir, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	error = fd < 0 ? errno : tempfile_lock(fd);
	if (error != 0 && error != EAGAIN && kill((pid_t)pid, 0) != 0 && errno == ESRCH)
		error = 0;
	if (error == 0)
		removed = unlinkat(dir, name, 0) == 0;
	io_close(fd); /* only now: the lock keeps an owner that is just beginning from using it */
	return removed;
}

void
tempfile_sweep_folder(int dir)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	if (folder == NULL) {
		io_close(fd);
		return;
	}
	while ((entry = readdir(folder)) != NULL)
		tempfile_sweep(dir, entry->d_name);
	closedir(folder);
}
