/*
 * files.h - a file that appears whole or not at all, and is left alone when nothing changed.
 *
 *	struct file f;
 *	if (!file_begin(&f, root, "WORKFLOW/Main.yaml", 0666))
 *		complain(errno);
 *	file_put(&f, bytes, n);           // as often as needed; errors are kept for the end
 *	if (!file_commit(&f))             // or file_abort(&f): as if nothing had been
 *		complain(errno);
 *	… f.changed
 *
 * The path is below the folder `root`, as folder.h says; folders on the way are made. While what
 * is put equals the file that is there, nothing is written. From the first difference on, a
 * temporary file in the same folder (tempfile.h) takes the bytes; it is renamed over the old one
 * (and synced: sync.h). On any failure it is removed, and the old file is as it was.
 *
 * A program that was killed may leave temporaries behind; file_sweep() removes those whose owner is
 * gone.
 */
#ifndef GC_FILES_H
#define GC_FILES_H

#include "files/folder.h"
#include "files/tempfile.h"

struct file {
	bool many;    /* set it before file_commit(): folder_sync() will be called, once for many */
	bool changed; /* after file_commit(): there is new content */
	int dir;
	char *name;
	mode_t mode; /* as open(2) takes it; an old file keeps its own */
	int old;     /* the file that is there while it equals what was put, else -1 */
	size_t same; /* bytes that equal it */
	struct tempfile temp;
	char *buf; /* not written yet */
	size_t n;
	int error; /* the first errno; nothing is written after it */
};

bool file_begin(struct file *f, int root, const char *path, mode_t mode);
bool file_put(struct file *f, const void *p, size_t n);
bool file_commit(struct file *f);
void file_abort(struct file *f);

/* Remove what killed programs left in the tree. */
void file_sweep(int root, const struct folder_tree *tree);

#endif
