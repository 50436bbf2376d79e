/*
 * lot.h - files that are written one after the other and appear together.
 *
 *	struct lot lot;
 *	lot_open(&lot, said, settled, user);
 *	for (each record) {
 *		file_begin(&f, root, path, 0666), file_put(&f, …);
 *		if (!lot_take(&lot, &f, path))    // instead of file_commit()
 *			lot_cancel(&lot), complain(errno);
 *		lot_close(&lot, owner);
 *	}
 *	lot_settle(&lot);
 *	lot_release(&lot);
 *
 * To sync each file costs a wait for the disk. So files wait here as temporaries, are synced
 * together (sync_files()), and only then get their names. A lot is settled when it has enough files,
 * descriptors or bytes: its temporaries have at most LOT_BYTES and the last file.
 *
 * The files of one owner, a record, are a group. They get their names in the order in which they
 * came, and the last one only when the others have theirs and their folders are synced: a record's
 * file never refers to files that are not there. If one fails, those after it in the group do not
 * appear. The folders of the last ones are the caller's to sync (folder_sync()).
 *
 * When the program ends, by exit(3) too, what is whole still gets its name, without a word if that
 * fails. A killed program leaves temporaries behind, which file_sweep() removes.
 */
#ifndef GC_LOT_H
#define GC_LOT_H

#include "files/files.h"

enum { LOT_FILES = 128, LOT_BYTES = 64 << 20 };

/* A file got its name, or did not (errno). It may end the program. */
typedef void lot_said(void *user, const char *path, int error);

/* All files of an owner were said, which is not in the lot any more: did all get their names? */
typedef void lot_settled(void *user, void *owner, bool placed);

struct lot_file {
	struct tempfile temp;
	char *path; /* below the root; its last name is at `name` */
	const char *name;
	size_t group;
	int error; /* errno; -1: another file of its group failed */
	bool placed;
};

struct lot_group {
	void *owner;
	size_t end; /* the number of its last file + 1 */
	bool failed;
};

struct lot {
	lot_said *said;
	lot_settled *settled;
	void *user;
	struct lot_file *v;
	struct lot_group *groups; /* closed ones; files after the last one's are of an open group */
	struct lot_folder {
		char *path;
		int fd;
	} * folders;
	size_t n, ngroups, nfolders, bytes;
	size_t descriptors; /* how many it may have open */
	bool busy;
};

void lot_open(struct lot *l, lot_said *said, lot_settled *settled, void *user);

/*
 * Finish the file (file_finish()) and keep what is new of it. False with errno: it was dropped, or
 * the open group had to be settled before its end and could not be. f is released in any case.
 */
bool lot_take(struct lot *l, struct file *f, const char *path);

/* Whether a file waits for this name. */
bool lot_has(const struct lot *l, const char *path);

/* The files since the last call are a group, or are dropped. The owner may have none. */
void lot_close(struct lot *l, void *owner);
void lot_cancel(struct lot *l);

/* Give all of them their names. */
void lot_settle(struct lot *l);

void lot_release(struct lot *l); /* drops what is not settled */

#endif
