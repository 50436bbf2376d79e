/*
 * profile_file.h - read a file of profiles, if others cannot have changed it.
 *
 * A file or folder that everybody can write ends the program (2), and so does a private file that
 * others can read. One that the group can write is warned about.
 */
#ifndef GC_PROFILE_FILE_H
#define GC_PROFILE_FILE_H

#include "settings/profile.h"

/*
 * Each value of a file of profiles, if the file exists; profiles.yaml (`yaml`) must be private. An
 * error in it, which the sink may report in *why, ends the program (2).
 */
void profile_file_each(
    const char *path, bool yaml, const struct profile_sink *sink, struct buf *why);

#endif
