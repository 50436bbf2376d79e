/* filebatch.c - files that are written one after the other and appear together */
#include <sys/resource.h>

#include "files/filebatch.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/sync.h"

enum {
	FILEBATCH_GROUP_FAILED = -1,
	FILEBATCH_SPARE = 32 /* descriptors for the rest of the program */
};

static struct filebatch *filebatch_at_work;

/* Half of what the program may open: macOS allows 256 unless somebody raises that. */
static size_t
filebatch_descriptors(void)
{
	struct rlimit limit;
	rlim_t most = 2 * FILEBATCH_FILES + FILEBATCH_SPARE;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < most)
		most = limit.rlim_cur;
	return most > FILEBATCH_SPARE + 4 ? (size_t)(most - FILEBATCH_SPARE) / 2 : 2;
}

void
filebatch_open(struct filebatch *l, filebatch_said *said, filebatch_settled *settled, void *user)
{
	*l = (struct filebatch){
	    .said = said, .settled = settled, .user = user, .descriptors = filebatch_descriptors()};
	l->v = xcalloc(FILEBATCH_FILES, sizeof *l->v);
	l->groups = xcalloc(FILEBATCH_FILES, sizeof *l->groups);
	l->folders = xcalloc(FILEBATCH_FILES, sizeof *l->folders);
	filebatch_at_work = l;
}

/* The file failed: those of its group that have no name yet do not get one. */
static void
filebatch_fail(struct filebatch *l, size_t file, int error)
{
	l->v[file].error = error;
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].group == l->v[file].group && !l->v[i].placed && l->v[i].error == 0)
			l->v[i].error = FILEBATCH_GROUP_FAILED;
}

static void
filebatch_sync(struct filebatch *l)
{
	int fds[FILEBATCH_FILES] = {0};

	for (size_t i = 0; i < l->n; i++)
		fds[i] = l->v[i].temp.fd;
	for (size_t i = 0; (i += sync_files(fds + i, l->n - i)) < l->n; i++)
		filebatch_fail(l, i, errno);
}

/* Whether the file is the last one of its group, which is closed. */
static bool
filebatch_is_last(const struct filebatch *l, size_t file)
{
	size_t group = l->v[file].group;

	return group < l->ngroups && l->groups[group].end == file + 1;
}

static void
filebatch_rename(struct filebatch *l, bool last)
{
	for (size_t i = 0; i < l->n; i++) {
		struct filebatch_file *f = &l->v[i];
		if (f->error != 0 || filebatch_is_last(l, i) != last)
			continue;
		if (tempfile_rename(&f->temp, f->name))
			f->placed = true;
		else
			filebatch_fail(l, i, errno);
	}
}

/* Sync the folders of files that others refer to. */
static void
filebatch_sync_folders(struct filebatch *l)
{
	int fds[FILEBATCH_FILES] = {0};
	size_t of[FILEBATCH_FILES], n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].placed && (n == 0 || l->v[i].temp.dir != fds[n - 1])) {
			of[n] = i;
			fds[n++] = l->v[i].temp.dir;
		}
	for (size_t i = 0; (i += sync_files(fds + i, n - i)) < n; i++) {
		int error = errno;
		for (size_t k = of[i]; k < l->n && l->v[k].temp.dir == fds[i]; k++)
			if (l->v[k].placed)
				filebatch_fail(l, k, error);
	}
}

static void
filebatch_place(struct filebatch *l)
{
	l->busy = true;
	filebatch_sync(l);
	filebatch_rename(l, false);
	filebatch_sync_folders(l);
	filebatch_rename(l, true);
}

/* Report all files but those of the open group. Returns the first error of that, or 0. */
static int
filebatch_say(struct filebatch *l)
{
	int error = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct filebatch_file *f = &l->v[i];
		if (f->error == 0 || (f->error > 0 && f->group < l->ngroups))
			l->said(l->user, f->path, f->error);
		else if (f->error > 0 && error == 0)
			error = f->error;
		if (f->error != 0 && f->group < l->ngroups)
			l->groups[f->group].failed = true;
	}
	for (size_t i = 0; i < l->ngroups; i++)
		l->settled(l->user, l->groups[i].owner, !l->groups[i].failed);
	return error;
}

/* Forget the files from this one on. */
static void
filebatch_drop(struct filebatch *l, size_t from)
{
	for (size_t i = from; i < l->n; i++) {
		tempfile_drop(&l->v[i].temp);
		free(l->v[i].path);
	}
	l->n = from;
	for (size_t i = 0; from == 0 && i < l->nfolders; i++) {
		io_close(l->folders[i].fd);
		free(l->folders[i].path);
	}
	if (from == 0)
		l->ngroups = l->nfolders = l->bytes = 0;
}

/* Returns an error of the open group, or 0. */
static int
filebatch_empty(struct filebatch *l)
{
	int error;

	filebatch_place(l);
	error = filebatch_say(l);
	filebatch_drop(l, 0);
	l->busy = false;
	return error;
}

void
filebatch_settle(struct filebatch *l)
{
	filebatch_cancel(l);
	filebatch_empty(l);
}

/* The number of the first file of the open group. */
static size_t
filebatch_open_group(const struct filebatch *l)
{
	return l->ngroups > 0 ? l->groups[l->ngroups - 1].end : 0;
}

void
filebatch_cancel(struct filebatch *l)
{
	filebatch_drop(l, filebatch_open_group(l));
}

void
filebatch_close(struct filebatch *l, void *owner)
{
	if (l->n == filebatch_open_group(l))
		l->settled(l->user, owner, true);
	else
		l->groups[l->ngroups++] = (struct filebatch_group){.owner = owner, .end = l->n};
}

/* The program ends early. Nothing is allocated here, and nothing reported. */
static void
filebatch_at_exit(void)
{
	struct filebatch *l = filebatch_at_work;

	if (l == NULL || l->busy)
		return;
	for (size_t i = filebatch_open_group(l); i < l->n; i++)
		l->v[i].error = FILEBATCH_GROUP_FAILED;
	filebatch_place(l);
}

/* The folder of a path, open; f's own is closed if it is here already. */
static int
filebatch_folder(struct filebatch *l, struct file *f, const char *path, size_t n)
{
	struct slice folder = slice_of(path, n);

	for (size_t i = l->nfolders; i > 0; i--)
		if (slice_eq(slice_str(l->folders[i - 1].path), folder))
			return l->folders[i - 1].fd;
	l->folders[l->nfolders].path = xmemdup0(path, n);
	l->folders[l->nfolders++].fd = f->dir;
	f->dir = -1;
	return l->folders[l->nfolders - 1].fd;
}

/* After the first temporary file: what tempfile.h does at exit comes after this. */
static void
filebatch_watch_exit(void)
{
	static bool registered;

	mem_require(registered || atexit(filebatch_at_exit) == 0);
	registered = true;
}

static void
filebatch_add(struct filebatch *l, struct file *f, const char *path)
{
	char *copy = xstrdup(path);
	const char *slash = strrchr(copy, '/'), *name = slash != NULL ? slash + 1 : copy;
	struct filebatch_file *to = &l->v[l->n];

	tempfile_set_folder(
	    &f->temp, filebatch_folder(l, f, copy, slash != NULL ? (size_t)(slash - copy) : 0));
	*to = (struct filebatch_file){
	    .temp = f->temp, .path = copy, .name = name, .group = l->ngroups};
	f->temp = (struct tempfile)TEMPFILE_INIT;
	l->bytes += f->size;
	l->n++;
}

bool
filebatch_take(struct filebatch *l, struct file *f, const char *path)
{
	int error = 0;

	if (!file_finish(f))
		return false;
	filebatch_watch_exit();
	if (l->n == FILEBATCH_FILES || l->n + l->nfolders + 2 > l->descriptors ||
	    l->bytes >= FILEBATCH_BYTES)
		error = filebatch_empty(l);
	if (f->changed && error == 0)
		filebatch_add(l, f, path);
	file_abort(f);
	errno = error;
	return error == 0;
}

bool
filebatch_has(const struct filebatch *l, const char *path)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].path, path) == 0)
			return true;
	return false;
}

void
filebatch_release(struct filebatch *l)
{
	filebatch_drop(l, 0);
	free(l->v);
	free(l->groups);
	free(l->folders);
	filebatch_at_work = NULL;
}
