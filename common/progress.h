/*
 * progress.h - how far the work has come, on stderr.
 *
 * auto: one line, redrawn at most ten times a second, when stderr is a terminal and the work has
 * lasted for a second; always: the same wherever stderr goes; json: one object a line, once a
 * second and at the end: {"kind":"progress","program":…,"done":…,"total":…,"seconds":…,
 * "left":…,"note":…}; never: nothing.
 */
#ifndef GC_PROGRESS_H
#define GC_PROGRESS_H

#include "base.h"

#define PROGRESS_MODES "auto|always|never|json"

enum progress_mode { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER, PROGRESS_JSON };

void progress_init(enum progress_mode mode); /* by cli_start() */

/* total 0: not known. note: what else to show, or NULL; borrowed for the call. */
void progress_show(const char *what, size_t done, size_t total, const char *note);

/* Work of another kind begins: rate and time left count from here. */
void progress_restart(void);

void progress_end(void); /* by cli_finish(): clears the line, or prints the last object */

#endif
