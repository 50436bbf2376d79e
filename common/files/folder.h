/*
 * folder.h - paths below one folder, never outside it.
 *
 * A path here is relative to an open folder, with "/" between its names; names that are empty,
 * "." or ".." are refused (EINVAL), and no symbolic link is followed, neither on the way nor at
 * the end (ENOTDIR or ELOOP). On failure errno is set.
 */
#ifndef GC_FOLDER_H
#define GC_FOLDER_H

#include "base/base.h"

/* Open the folder `path`, following links as usual; `create`: make it, and those above. Or -1. */
int folder_open(const char *path, bool create);

/*
 * Open the folder that contains the path's last name, and point *base at that name; `create`:
 * make missing folders. Or -1.
 */
int folder_parent(int root, const char *path, bool create, const char **base);

/* Open a regular file to read. Or -1; EISDIR for a folder, EINVAL for a pipe or a device. */
int folder_read(int root, const char *path);

/* Sync the folder that contains the path's last name (sync.h). */
bool folder_sync(int root, const char *path);

/*
 * Whether there is a regular file of this name; whether both names exist and are the same file.
 * 1: yes; 0: no; -1 with errno: not known.
 */
int folder_has(int root, const char *path);
int folder_same(int root, const char *a, const char *b);

/* Missing folders of the new name are created; a file of that name is replaced. Not synced. */
bool folder_rename(int root, const char *from, const char *to);

/* Remove a file, and the folders above it that become empty, except the root. */
bool folder_remove(int root, const char *path);

/* Remove the empty folders above the path, except the root. */
void folder_tidy(int root, const char *path);

struct folder_list {
	char **v;
	size_t n, cap;
};

/* A folder that cannot be read (the root is "."), or an entry of unknown kind. */
struct folder_unread {
	char *path;
	int error; /* errno */
};

struct folder_tree {
	struct folder_list files;     /* regular files, by byte order of their paths */
	struct folder_list others;    /* links, special files, files whose name begins with a dot */
	struct folder_unread *unread; /* by byte order of their paths */
	size_t nunread, unread_cap;
};

/* Everything below the folder, except folders whose name begins with a dot. */
void folder_tree(int root, struct folder_tree *t);
void folder_tree_release(struct folder_tree *t);

#endif
