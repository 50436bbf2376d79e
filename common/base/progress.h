/*
 * progress.h - how far the work has come, on stderr.
 *
 * auto: one line, redrawn at most ten times a second, when stderr is a terminal and the work has
 * lasted for a second; always: the same wherever stderr goes; json: one object a line, once a
 * second and at the end: {"kind":"progress","program":…,"done":…,"total":…,"seconds":…,
 * "left":…,"note":…}; never: nothing.
 *
 * When a program waits for at least PROGRESS_WAIT_MS, the line shows what it waits for and how
 * long, instead of the speed ("gc-get: 279 of 600 flows, rate limit, 41 s"), and the object has a
 * member "waiting": {"for":"rate limit","left":41}, or {"for":"export job","elapsed":12} if the
 * end is not known. With --verbose a message reports each such wait when it begins, in every
 * mode.
 */
#ifndef GC_PROGRESS_H
#define GC_PROGRESS_H

#include "base/base.h"

#define PROGRESS_MODES "auto|always|never|json"

enum progress_mode { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER, PROGRESS_JSON };

void progress_init(enum progress_mode mode); /* by cli_start() */

/* total 0: not known. note: further text to show, or NULL. The pointer `what` is kept. */
void progress_show(const char *what, size_t done, size_t total, const char *note);

/* Another kind of work begins: measure the rate and the time left from here. */
void progress_restart(void);

enum { PROGRESS_WAIT_MS = 2000 };

/*
 * The program is waiting for `what`: for another left_ms or, if that is -1, since elapsed_ms.
 * Call it about once a second during the wait, and progress_wait_end() after it.
 */
void progress_wait(const char *what, int64_t left_ms, int64_t elapsed_ms);
void progress_wait_end(void);

void progress_end(void); /* by cli_finish(): clears the line, or prints the last object */

#endif
