/*
 * folder.h - paths below one folder, and never outside of it.
 *
 * A path here is relative to an open folder, with "/" between its names; names that are empty, "."
 * or ".." are refused (EINVAL), and no symbolic link is followed, neither on the way nor at the
 * end (ENOTDIR or ELOOP). What fails sets errno.
 */
#ifndef GC_FOLDER_H
#define GC_FOLDER_H

#include "base/base.h"

/* Open the folder `path`, following links as usual; `create`: make it, and those above. Or -1. */
int folder_open(const char *path, bool create);

/*
 * Open the folder that holds the path's last name, and point *base at that name; `create`: make
 * what is missing. Or -1.
 */
int folder_parent(int root, const char *path, bool create, const char **base);

/* Open a regular file to read. Or -1; EISDIR for a folder, EINVAL for a pipe or a device. */
int folder_read(int root, const char *path);

/* Make the names in the folder that holds the path's last name last. */
bool folder_sync(int root, const char *path);

/*
 * Whether there is a regular file of this name; whether there is something of both these names, and
 * it is one. 1: yes; 0: no; -1 with errno: the system does not tell.
 */
int folder_has(int root, const char *path);
int folder_same(int root, const char *a, const char *b);

/* Folders on the way to the new name are made; what has that name is replaced. Not synced. */
bool folder_rename(int root, const char *from, const char *to);

/* Remove a file, and the folders above it, but the root, that this leaves empty. */
bool folder_remove(int root, const char *path);

/* Remove the folders above the path, but the root, that are empty. */
void folder_tidy(int root, const char *path);

struct folder_list {
	char **v;
	size_t n, cap;
};

/* A folder that cannot be read (the root is "."), or what the system does not tell the kind of. */
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

/* Everything below the folder; folders whose name begins with a dot are not entered. */
void folder_tree(int root, struct folder_tree *t);
void folder_tree_release(struct folder_tree *t);

#endif
