/*
 * backup_file.h - the file of a backup: what it holds already, and what is appended.
 *
 * What cannot be written or synced ends the program (74): no write to the target may follow it.
 */
#ifndef PUT_BACKUP_FILE_H
#define PUT_BACKUP_FILE_H

#include "base/idset.h"

struct backup {
	int fd;
	const char *path, *org;
	struct idset known; /* ids, "type NUL name" of what was created, and written.h's marks */
};

/*
 * path NULL: no backup, NULL. A file that is not a backup of this org ends the program, and is left
 * as it is.
 */
struct backup *backup_open(const char *path, const char *org);
void backup_close(struct backup *b);

/* Append bytes; backup_sync() has them on the disk. */
void backup_put(struct backup *b, struct slice bytes);
void backup_sync(struct backup *b);

/* Whether the file has the flow: by its id (or NULL), or by its type and name. */
bool backup_knows(const struct backup *b, const char *id, const char *type, const char *name);

/* It has it now: by its id, or where that is empty by type and name. */
void backup_know(struct backup *b, struct slice id, const char *type, const char *name);

/*
 * The same for an object or, where row.p is not NULL, for a row of it. They have keys of their own,
 * "TYPE/NAME" and "TYPE/NAME/KEY", since an object's id is not a flow's. False: the file had it already.
 */
bool backup_know_object(struct backup *b, struct slice type, struct slice name, struct slice row);

#endif
