/* files.c - a file that appears whole or not at all */
#include <sys/stat.h>

#include "files/files.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/sync.h"

enum { ROOM = 1 << 16 };

static bool
file_wrong(struct file *f, int errnum)
{
	if (f->error == 0)
		f->error = errnum;
	return false;
}

static void
close_old(struct file *f)
{
	io_close(f->old);
	f->old = -1;
}

bool
file_begin(struct file *f, int root, const char *path, mode_t mode)
{
	const char *base;
	struct stat st;

	*f = (struct file){.dir = -1, .mode = mode, .old = -1, .temp = TEMPFILE_INIT};
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
file_write_all(struct file *f, const char *p, size_t n)
{
	return io_write(f->temp.fd, p, n) || file_wrong(f, errno);
}

/* Copy the equal part from the old file. */
static bool
copy_same(struct file *f)
{
	char *copy = xmalloc(ROOM);
	bool good = true;

	for (size_t at = 0; good && at < f->same;) {
		size_t want = f->same - at < ROOM ? f->same - at : ROOM;
		ssize_t n = io_read_at(f->old, copy, want, (off_t)at);
		good = n == (ssize_t)want ? file_write_all(f, copy, want)
					  : file_wrong(f, n < 0 ? errno : EIO);
		at += want;
	}
	free(copy);
	return good;
}

/* Begin the temporary file with the equal part. */
static bool
file_diverge(struct file *f)
{
	if (!tempfile_open(&f->temp, f->dir, f->mode))
		return file_wrong(f, errno);
	/* EPERM: a file system without modes */
	if (f->old >= 0 && fchmod(f->temp.fd, f->mode) != 0 && errno != EPERM)
		return file_wrong(f, errno);
	if (f->same > 0 && !copy_same(f))
		return false;
	close_old(f);
	return true;
}

static bool
equals_old(const struct file *f)
{
	char *there = xmalloc(f->n);
	bool same = io_read_at(f->old, there, f->n, (off_t)f->same) == (ssize_t)f->n &&
		    memcmp(there, f->buf, f->n) == 0;

	free(there);
	return same;
}

static bool
file_flush(struct file *f)
{
	size_t n = f->n;

	if (f->error != 0)
		return false;
	if (f->temp.fd < 0 && f->old >= 0 && n > 0 && equals_old(f)) {
		f->same += n;
		f->n = 0;
		return true;
	}
	f->n = 0;
	return (f->temp.fd >= 0 || file_diverge(f)) && file_write_all(f, f->buf, n);
}

bool
file_put(struct file *f, const void *p, size_t n)
{
	const char *from = p;

	f->size += n;
	while (n > 0) {
		size_t k = ROOM - f->n < n ? ROOM - f->n : n;
		memcpy(f->buf + f->n, from, k);
		f->n += k;
		from += k;
		n -= k;
		if (f->n == ROOM && !file_flush(f))
			return false;
	}
	return f->error == 0;
}

static bool
files_is_whole(const struct file *f)
{
	struct stat st;

	return f->old >= 0 && fstat(f->old, &st) == 0 && (size_t)st.st_size == f->same;
}

/* As an abort, and with the error of the file. */
static bool
file_fail(struct file *f)
{
	int error = f->error;

	file_abort(f);
	errno = error;
	return false;
}

bool
file_finish(struct file *f)
{
	bool good = f->error == 0 && (f->n == 0 || file_flush(f));

	if (good && f->temp.fd < 0 && !files_is_whole(f))
		good = file_diverge(f);
	if (!good)
		return file_fail(f);
	f->changed = f->temp.fd >= 0;
	return true;
}

bool
file_commit(struct file *f)
{
	if (!file_finish(f))
		return false;
	if (f->changed && (!tempfile_place(&f->temp, f->name) || !sync_folder(f->dir))) {
		file_wrong(f, errno);
		return file_fail(f);
	}
	file_abort(f);
	return true;
}

void
file_abort(struct file *f)
{
	close_old(f);
	tempfile_drop(&f->temp);
	io_close(f->dir);
	free(f->name);
	free(f->buf);
	f->name = f->buf = NULL;
	f->dir = -1;
}

void
file_sweep(int root, const struct folder_tree *tree)
{
	const struct folder_list *others = &tree->others;
	const char *base;

	for (size_t i = 0; i < others->n; i++) {
		int dir = folder_parent(root, others->v[i], false, &base);
		if (dir >= 0 && tempfile_sweep(dir, base))
			folder_tidy(root, others->v[i]);
		io_close(dir);
	}
}
