/*
 * profile_file.h - read a file of profiles, if others cannot have changed it.
 *
 * A file or folder that everybody can write ends the program (2), and so does a private file that
 * others can read. One that the group can write is warned about.
 */
#ifndef GC_PROFILE_FILE_H
#define GC_PROFILE_FILE_H

#include "base/buf.h"

/* Append the file's text. `private`: others must not read it. False if there is no such file. */
bool profile_file_read(const char *path, bool private, struct buf *b);

#endif
