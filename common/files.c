/* files.c - a file that appears whole or not at all */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

#include "files.h"
#include "mem.h"
#include "num.h"

enum { ROOM = 1 << 16 };

static bool
wrong(struct file *f, int errnum)
{
	if (f->error == 0)
		f->error = errnum;
	return false;
}

static void
close_old(struct file *f)
{
	if (f->old >= 0)
		close(f->old);
	f->old = -1;
}

bool
file_begin(struct file *f, int root, const char *path, unsigned mode)
{
	const char *base;
	struct stat st;

	*f = (struct file){.dir = -1, .mode = mode, .old = -1, .fd = -1};
	f->dir = folder_parent(root, path, true, &base);
	if (f->dir < 0)
		return false;
	f->name = xstrdup(base);
	f->buf = xmalloc(ROOM);
	f->old = folder_read(f->dir, base);
	if (f->old >= 0 && fstat(f->old, &st) == 0)
		f->mode = st.st_mode & 07777;
	return true;
}

static bool
write_all(struct file *f, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(f->fd, p, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return wrong(f, w < 0 ? errno : ENOSPC);
		p += w;
		n -= (size_t)w;
	}
	return true;
}

/* Up to n bytes of the old file from `at` on; fewer only at its end. -1: it cannot be read. */
static ssize_t
read_old(const struct file *f, size_t at, char *p, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t r = pread(f->old, p + got, n - got, (off_t)(at + got));
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return -1;
		if (r == 0)
			break;
		got += (size_t)r;
	}
	return (ssize_t)got;
}

/* Begin the temporary with what was equal so far. */
static bool
diverge(struct file *f)
{
	static unsigned long count;
	char *copy;
	bool good = true;

	do {
		snprintf(f->temp, sizeof f->temp, FILE_TEMP "%ld-%lu", (long)getpid(), ++count);
		f->fd = openat(f->dir, f->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, f->mode);
	} while (f->fd < 0 && errno == EEXIST);
	if (f->fd < 0)
		return wrong(f, errno);
	/* EPERM: a file system without modes */
	if (f->old >= 0 && fchmod(f->fd, f->mode) != 0 && errno != EPERM)
		return wrong(f, errno);
	copy = f->same > 0 ? xmalloc(ROOM) : NULL;
	for (size_t at = 0; good && at < f->same;) {
		size_t want = f->same - at < ROOM ? f->same - at : ROOM;
		ssize_t n = read_old(f, at, copy, want);
		good =
		    n == (ssize_t)want ? write_all(f, copy, want) : wrong(f, n < 0 ? errno : EIO);
		at += want;
	}
	free(copy);
	close_old(f);
	return good;
}

static bool
equals_old(const struct file *f)
{
	char *there = xmalloc(f->n);
	bool same =
	    read_old(f, f->same, there, f->n) == (ssize_t)f->n && memcmp(there, f->buf, f->n) == 0;

	free(there);
	return same;
}

static bool
flush(struct file *f)
{
	size_t n = f->n;

	if (f->error != 0)
		return false;
	if (f->fd < 0 && f->old >= 0 && n > 0 && equals_old(f)) {
		f->same += n;
		f->n = 0;
		return true;
	}
	f->n = 0;
	return (f->fd >= 0 || diverge(f)) && write_all(f, f->buf, n);
}

bool
file_put(struct file *f, const void *p, size_t n)
{
	const char *from = p;

	while (n > 0) {
		size_t k = ROOM - f->n < n ? ROOM - f->n : n;
		memcpy(f->buf + f->n, from, k);
		f->n += k;
		from += k;
		n -= k;
		if (f->n == ROOM && !flush(f))
			return false;
	}
	return f->error == 0;
}

static bool
is_whole(const struct file *f)
{
	struct stat st;

	return f->old >= 0 && fstat(f->old, &st) == 0 && (size_t)st.st_size == f->same;
}

/* Put the temporary in the file's place. */
static bool
replace(struct file *f)
{
	/* EINVAL: what cannot be synced, such as some network file systems' folders */
	if (fsync(f->fd) != 0 && errno != EINVAL)
		return wrong(f, errno);
	if (close(f->fd) != 0 && errno != EINTR) {
		f->fd = -1;
		return wrong(f, errno);
	}
	f->fd = -1;
	if (renameat(f->dir, f->temp, f->dir, f->name) != 0)
		return wrong(f, errno);
	f->temp[0] = '\0';
	f->changed = true;
	if (!f->many && fsync(f->dir) != 0 && errno != EINVAL)
		return wrong(f, errno);
	return true;
}

bool
file_commit(struct file *f)
{
	bool good = f->error == 0 && (f->n == 0 || flush(f));
	int error;

	if (good && f->fd < 0 && !is_whole(f))
		good = diverge(f);
	if (good && f->fd >= 0)
		good = replace(f);
	error = f->error;
	file_abort(f);
	errno = error;
	return good;
}

void
file_abort(struct file *f)
{
	close_old(f);
	if (f->fd >= 0)
		close(f->fd);
	if (f->temp[0] != '\0')
		unlinkat(f->dir, f->temp, 0);
	if (f->dir >= 0)
		close(f->dir);
	free(f->name);
	free(f->buf);
	f->name = f->buf = NULL;
	f->dir = f->fd = -1;
	f->temp[0] = '\0';
}

void
file_sweep(int root, const struct folder_tree *tree)
{
	const struct folder_list *others = &tree->others;

	for (size_t i = 0; i < others->n; i++) {
		const char *slash = strrchr(others->v[i], '/'), *dash;
		const char *name = slash != NULL ? slash + 1 : others->v[i];
		char pid[16];
		long value;

		if (strncmp(name, FILE_TEMP, strlen(FILE_TEMP)) != 0)
			continue;
		name += strlen(FILE_TEMP);
		dash = strchr(name, '-');
		if (dash == NULL || (size_t)(dash - name) >= sizeof pid)
			continue;
		memcpy(pid, name, (size_t)(dash - name));
		pid[dash - name] = '\0';
		if (num_long(pid, 1, INT32_MAX, &value) && kill((pid_t)value, 0) != 0 &&
		    errno == ESRCH)
			folder_remove(root, others->v[i]);
	}
}
