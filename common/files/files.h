/*
 * files.h - a file that appears whole or not at all, and is left alone when nothing changed.
 *
 *	struct file f;
 *	if (!file_begin(&f, root, "WORKFLOW/Main.yaml", 0666))
 *		complain(errno);
 *	file_put(&f, bytes, n);           // as often as needed; errors are reported by file_commit()
 *	if (!file_commit(&f))             // or file_abort(&f): as if nothing had happened
 *		complain(errno);
 *	… f.changed
 *
 * The path is below the folder `root`, as folder.h says; missing folders are created. As long as
 * the bytes equal those of the existing file, nothing is written. From the first difference on,
 * the bytes go to a temporary file in the same folder (tempfile.h), which is synced (sync.h) and
 * renamed over the old one. On any failure it is removed, and the old file is unchanged. For many
 * files see filebatch.h, which takes them after file_finish() instead of file_commit().
 *
 * A program that was killed may leave temporaries behind; file_sweep() removes those whose owner
 * is gone.
 */
#ifndef GC_FILES_H
#define GC_FILES_H

#include "files/folder.h"
#include "files/tempfile.h"

struct file {
	bool changed; /* after file_commit() or file_finish(): there is new content */
	int dir;
	char *name;
	mode_t mode; /* as for open(2); an existing file keeps its own */
	int old;     /* the existing file as long as the bytes equal it, else -1 */
	size_t same; /* bytes that equal it */
	size_t size; /* all bytes */
	struct tempfile temp;
	char *buf; /* not written yet */
	size_t n;
	int error; /* the first errno; nothing is written after it */
};

bool file_begin(struct file *f, int root, const char *path, mode_t mode);
bool file_put(struct file *f, const void *p, size_t n);
bool file_commit(struct file *f);
void file_abort(struct file *f);

/* Write all that is left to the temporary file, if there is new content. False: as an abort. */
bool file_finish(struct file *f);

/* Remove the temporary files of killed programs in the tree. */
void file_sweep(int root, const struct folder_tree *tree);

#endif
