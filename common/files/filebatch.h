/*
 * filebatch.h - files that are written one after the other and appear together.
 *
 *	struct filebatch batch;
 *	filebatch_open(&batch, said, settled, user);
 *	for (each record) {
 *		file_begin(&f, root, path, 0666), file_put(&f, …);
 *		if (!filebatch_take(&batch, &f, path))    // instead of file_commit()
 *			filebatch_cancel(&batch), complain(errno);
 *		filebatch_close(&batch, owner);
 *	}
 *	filebatch_settle(&batch);
 *	filebatch_release(&batch);
 *
 * To sync each file costs a wait for the disk. So files wait here as temporaries, are synced
 * together (sync_files()), and only then get their names. A batch is settled when it has enough files,
 * descriptors or bytes: its temporaries have at most FILEBATCH_BYTES and the last file.
 *
 * The files of one owner, a record, are a group. They get their names in the order in which they
 * came, and the last one only when the others have theirs and their folders are synced: a record's
 * file never refers to files that are not there. If one fails, those after it in the group do not
 * appear. The folders of the last ones are the caller's to sync (folder_sync()).
 *
 * When the program ends, by exit(3) too, what is whole still gets its name, without a word if that
 * fails. A killed program leaves temporaries behind, which file_sweep() removes.
 */
#ifndef GC_FILEBATCH_H
#define GC_FILEBATCH_H

#include "files/files.h"

enum { FILEBATCH_FILES = 128, FILEBATCH_BYTES = 64 << 20 };

/* A file got its name, or did not (errno). It may end the program. */
typedef void filebatch_said(void *user, const char *path, int error);

/* The batch is done with an owner, after a call of the above for each file: did all get names? */
typedef void filebatch_settled(void *user, void *owner, bool placed);

struct filebatch_file {
	struct tempfile temp;
	char *path; /* below the root; its last name is at `name` */
	const char *name;
	size_t group;
	int error; /* errno; -1: another file of its group failed */
	bool placed;
};

struct filebatch_group {
	void *owner;
	size_t end; /* the number of its last file + 1 */
	bool failed;
};

struct filebatch {
	filebatch_said *said;
	filebatch_settled *settled;
	void *user;
	struct filebatch_file *v;
	struct filebatch_group
	    *groups; /* closed ones; files after the last one's are of an open group */
	struct filebatch_folder {
		char *path;
		int fd;
	} * folders;
	size_t n, ngroups, nfolders, bytes;
	size_t descriptors; /* how many it may have open */
	bool busy;
};

void filebatch_open(
    struct filebatch *l, filebatch_said *said, filebatch_settled *settled, void *user);

/*
 * Finish the file (file_finish()) and keep what is new of it. False with errno: it was dropped, or
 * the open group had to be settled before its end and could not be. f is released in any case.
 */
bool filebatch_take(struct filebatch *l, struct file *f, const char *path);

/* Whether a file waits for this name. */
bool filebatch_has(const struct filebatch *l, const char *path);

/* The files since the last call are a group, or are dropped. The owner may have none. */
void filebatch_close(struct filebatch *l, void *owner);
void filebatch_cancel(struct filebatch *l);

/* Give all of them their names. */
void filebatch_settle(struct filebatch *l);

void filebatch_release(struct filebatch *l); /* drops what is not settled */

#endif
