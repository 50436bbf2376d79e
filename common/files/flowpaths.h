/*
 * flowpaths.h - the files of records that an operand names: a file, or all files of a folder.
 *
 *	flowpaths_visit(operand, visit, user);
 *
 * `visit` gets an open file, which it closes, or -1 with errno. root and path are the file's place,
 * as folder.h says; both are valid during the call. The format comes from the name (flowfile.h):
 * FLOWFILE_NONE only for an operand that is a file, never for a file in a folder.
 *
 * What cannot be read is reported, and the exit status is raised (74). In a folder, manifest.json
 * and files without records are skipped; a folder without any file of records is warned about.
 */
#ifndef GC_FLOWPATHS_H
#define GC_FLOWPATHS_H

#include "files/flowfile.h"

typedef void flowpath_visit(
    void *user, int fd, const char *name, enum flowfile_format format, int root, const char *path);

void flowpaths_visit(const char *operand, flowpath_visit *visit, void *user);

#endif
