/*
 * archive.h - a ZIP archive in memory: its files by name, each checked by size and CRC.
 *
 *	struct archive *a = archive_open(bytes, &why);
 *	if (a == NULL)
 *		complain(why);                          // static text
 *	else if (archive_read(a, "flow-1", &text) == ARCHIVE_READ)
 *		use(text);                              // of flow-1.yaml, in whatever folder
 *	archive_close(a);
 *
 * Nothing is written to disk, and folders in the archive are ignored. At most 1 GiB comes out of
 * one archive, whatever sizes its directory claims.
 */
#ifndef GC_ARCHIVE_H
#define GC_ARCHIVE_H

#include "base/buf.h"

enum { ARCHIVE_FILES_MAX = 1000 };

struct archive;

/* Whether the bytes begin like an archive; no text does. */
bool archive_is(struct slice bytes);

/* The bytes must stay until archive_close(). NULL: not an archive, or one with too many files. */
struct archive *archive_open(struct slice bytes, const char **why);
void archive_close(struct archive *a); /* a may be NULL */

enum archive_found {
	ARCHIVE_READ,
	ARCHIVE_LACKS, /* there is no such file, or more than one */
	ARCHIVE_BROKEN /* it cannot be read completely */
};

/*
 * Append the one file whose name is `stem`, a dot and any extension; stem contains no dot. If it
 * cannot be read, `to` is empty.
 */
enum archive_found archive_read(struct archive *a, const char *stem, struct buf *to);

#endif
