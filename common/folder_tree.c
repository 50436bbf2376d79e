/* folder_tree.c - everything below one folder */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "buf.h"
#include "folder.h"
#include "io.h"
#include "mem.h"

static void
add(struct folder_list *l, const char *path)
{
	l->v = xgrow(l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = xstrdup(path);
}

static void
release(struct folder_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i]);
	free(l->v);
}

void
folder_tree_release(struct folder_tree *t)
{
	release(&t->files);
	release(&t->others);
	release(&t->unread);
}

static int
open_folder(int root, const char *path)
{
	const char *base;
	int dir, fd;

	if (*path == '\0')
		return openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = folder_parent(root, path, false, &base);
	if (dir < 0)
		return -1;
	fd = openat(dir, base, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	io_close(dir);
	return fd;
}

/* Put an entry of a folder into the list where it belongs; `folders`: those still to be read. */
static void
sort_in(struct folder_tree *t, struct folder_list *folders, const char *path, mode_t mode)
{
	const char *slash = strrchr(path, '/');
	bool hidden = (slash != NULL ? slash[1] : path[0]) == '.';

	if (!S_ISDIR(mode))
		add(S_ISREG(mode) && !hidden ? &t->files : &t->others, path);
	else if (!hidden)
		add(folders, path);
}

static bool
read_folder(int root, const char *folder, struct folder_tree *t, struct folder_list *folders)
{
	int fd = open_folder(root, folder);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct buf path = BUF_INIT;
	struct dirent *entry;
	struct stat st;

	t->error = errno;
	if (dir == NULL) {
		io_close(fd);
		return false;
	}
	while ((errno = 0, entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		buf_clear(&path);
		buf_printf(&path, "%s%s%s", folder, *folder != '\0' ? "/" : "", entry->d_name);
		/* what cannot be looked at has just gone */
		if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
			sort_in(t, folders, path.p, st.st_mode);
	}
	t->error = errno;
	buf_release(&path);
	closedir(dir);
	return t->error == 0;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
folder_tree(int root, struct folder_tree *t)
{
	struct folder_list folders = {NULL, 0, 0};
	int error = 0;

	*t = (struct folder_tree){.error = 0};
	add(&folders, "");
	for (size_t i = 0; i < folders.n; i++) {
		if (read_folder(root, folders.v[i], t, &folders))
			continue;
		add(&t->unread, i == 0 ? "." : folders.v[i]);
		error = t->error;
	}
	t->error = error;
	if (t->files.n > 0)
		qsort(t->files.v, t->files.n, sizeof *t->files.v, by_bytes);
	release(&folders);
}
