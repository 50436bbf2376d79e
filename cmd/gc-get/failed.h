/*
 * failed.h - --failed FILE: the records that failed, each with its "error", one a line, so that
 * `gc-get FILE` tries exactly those again. The file appears whole when the run is over, however
 * it ends, and is empty where nothing failed; it may be the input file too.
 */
#ifndef GET_FAILED_H
#define GET_FAILED_H

#include "slice.h"

void failed_open(const char *path); /* NULL: failures are only reported */
void failed_put(struct slice line);
void failed_close(void); /* exit(3) does it, too */

#endif
