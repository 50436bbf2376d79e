/*
 * progress.h - how far the work has come, on stderr.
 *
 * auto: one line, when stderr is a terminal and the work has lasted for a second; always: the same
 * wherever stderr goes; json: one object a line; never: nothing. With --quiet, auto is never.
 *
 * The line is redrawn at most ten times a second, and at least once a second, also while the
 * program waits. It shows what is done, of how many, the bytes, the rate, and the time left, which
 * the rate limit may make longer than the rate alone would:
 *	gc-get: 279 of 600 flows, 12.3 MB, 5.0/s, 64 s left
 * When the program ends, a line with the figures stays:
 *	gc-get: 600 flows, 26.5 MB, 612 requests, 2 min 3 s
 * An object is written once a second, and the last one at the end:
 *	{"kind":"progress","program":…,"done":…,"total":…,"bytes":…,"requests":…,"seconds":…,
 *	"left":…,"note":…}; the last one has no "left", but "end":true
 * Bytes are those of requests and answers or, in a program that sends no requests, those read.
 *
 * When a program waits for at least PROGRESS_WAIT_MS, the line shows what it waits for and how
 * long, instead of the speed ("gc-get: 279 of 600 flows, 12.3 MB, rate limit, 41 s"), and the
 * object has a member "waiting": {"for":"rate limit","left":41}, or
 * {"for":"export job","elapsed":12} if the end is not known. With --verbose a message reports each
 * such wait when it begins, in every mode.
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

void progress_request(void);             /* a request is sent */
void progress_transferred(size_t bytes); /* of a request or an answer */
void progress_read(size_t bytes);        /* of the input */

/*
 * How long, in milliseconds, so many more requests take because of rate limits; 0: no limit is
 * near. NULL: nobody knows (any more).
 */
typedef int64_t progress_limit_fn(void *user, size_t requests);
void progress_limit(progress_limit_fn *limit, void *user);

/* Call it about once a second while nothing is done: the line is drawn again. */
void progress_tick(void);

enum { PROGRESS_WAIT_MS = 2000 };

/*
 * The program is waiting for `what`: for another left_ms or, if that is -1, since elapsed_ms.
 * Call it about once a second during the wait, and progress_wait_end() after it.
 */
void progress_wait(const char *what, int64_t left_ms, int64_t elapsed_ms);
void progress_wait_end(void);

/* Whether waits for the input are worth showing: not on a terminal, where the program that makes
 * the input shows its own. */
bool progress_shows_input(void);

void progress_end(void); /* by cli_finish(): clears the line, and writes the last one */

#endif
