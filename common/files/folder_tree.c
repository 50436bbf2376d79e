/* folder_tree.c - everything below one folder */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/folder.h"

static void
folder_list_add(struct folder_list *l, const char *path)
{
	l->v = xgrow(l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = xstrdup(path);
}

static void
folder_list_release(struct folder_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i]);
	free(l->v);
}

static void
add_unread(struct folder_tree *t, const char *path, int error)
{
	t->unread = xgrow(t->unread, &t->unread_cap, t->nunread + 1, sizeof *t->unread);
	t->unread[t->nunread++] = (struct folder_unread){xstrdup(path), error};
}

void
folder_tree_release(struct folder_tree *t)
{
	folder_list_release(&t->files);
	folder_list_release(&t->others);
	for (size_t i = 0; i < t->nunread; i++)
		free(t->unread[i].path);
	free(t->unread);
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
sort_in(struct folder_tree *t, struct folder_list *folders, int dir, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		/*
		 * An entry that has just been removed does not matter, and hidden folders are not
		 * read.
		 */
		if (*name == '.')
			folder_list_add(&t->others, path);
		else if (errno != ENOENT)
			add_unread(t, path, errno);
	} else if (!S_ISDIR(st.st_mode)) {
		folder_list_add(S_ISREG(st.st_mode) && *name != '.' ? &t->files : &t->others, path);
	} else if (*name != '.') {
		folder_list_add(folders, path);
	}
}

/* 0, or the errno that stopped it; the entries before that are in the lists. */
static int
read_folder(int root, const char *folder, struct folder_tree *t, struct folder_list *folders)
{
	int fd = open_folder(root, folder), error;
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct buf path = BUF_INIT;
	struct dirent *entry;

	if (dir == NULL) {
		error = errno;
		io_close(fd);
		return error;
	}
	while ((errno = 0, entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		buf_clear(&path);
		buf_printf(&path, "%s%s%s", folder, *folder != '\0' ? "/" : "", entry->d_name);
		sort_in(t, folders, dirfd(dir), path.p);
	}
	error = errno;
	buf_release(&path);
	closedir(dir);
	return error;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
folder_by_path(const void *a, const void *b)
{
	return strcmp(
	    ((const struct folder_unread *)a)->path, ((const struct folder_unread *)b)->path);
}

void
folder_tree(int root, struct folder_tree *t)
{
	struct folder_list folders = {NULL, 0, 0};

	*t = (struct folder_tree){.nunread = 0};
	folder_list_add(&folders, "");
	for (size_t i = 0; i < folders.n; i++) {
		int error = read_folder(root, folders.v[i], t, &folders);
		if (error != 0)
			add_unread(t, i == 0 ? "." : folders.v[i], error);
	}
	if (t->files.n > 0)
		qsort(t->files.v, t->files.n, sizeof *t->files.v, by_bytes);
	if (t->nunread > 0)
		qsort(t->unread, t->nunread, sizeof *t->unread, folder_by_path);
	folder_list_release(&folders);
}
