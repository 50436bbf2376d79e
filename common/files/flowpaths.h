/*
 * flowpaths.h - the files of records that an operand names: a file, or all files of a folder.
 *
 *	flowpaths_visit(operand, visit, user);
 *
 *	visit:
 *		if (flowpaths_read(&f, fd, name)) {
 *			flowfile_start(&f, format); …while (flowfile_next(&f)) …
 *			flowpaths_report(&f, name);
 *		}
 *
 * `visit` gets an open file, which it closes, or -1 with errno. root and path are the file's place,
 * as folder.h says; both are valid during the call. The format comes from the name (flowfile.h):
 * FLOWFILE_NONE only for an operand that is a file, never for a file in a folder.
 *
 * What cannot be read is reported, and the exit status is raised (74). In a folder, manifest.json
 * and files without records are skipped; an options file of Archy is, with a warning; a folder without any file of records is warned about.
 */
#ifndef GC_FLOWPATHS_H
#define GC_FLOWPATHS_H

#include "files/flowfile.h"

typedef void flowpath_visit(
    void *user, int fd, const char *name, enum flowfile_format format, int root, const char *path);

void flowpaths_visit(const char *operand, flowpath_visit *visit, void *user);

/*
 * Read all of a file that is open (fd -1: errno says why it is not) into f->bytes, and close it,
 * unless it is standard input. False: the error was reported, and the exit status raised.
 */
bool flowpaths_read(struct flowfile *f, int fd, const char *name);

/* Warn about a file that has no records, and is meant to have none. */
void flowpaths_note(const struct flowfile *f, const char *name);

/* Do that, and report the error that ended the file, if one did, and raise the exit status. */
void flowpaths_report(const struct flowfile *f, const char *name);

#endif
