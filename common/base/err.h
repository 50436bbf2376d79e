/*
 * err.h - messages on stderr and the program's exit status.
 *
 * A message is one line and one write(2), so that the lines of parallel pipeline stages stay
 * whole; control characters from outside are masked, so that a server's text cannot drive a
 * terminal. `errnum` is an errno value whose text is appended, or 0; with ENOMEM, EXIT_IO (74)
 * becomes EXIT_BUG (70), the status of every program that runs out of memory.
 *
 * The status is one variable that only gets worse (status_raise); cli_finish() returns it. Never
 * pass a secret to any of these.
 */
#ifndef GC_ERR_H
#define GC_ERR_H

#include "base/base.h"

enum err_level { ERR_QUIET, ERR_NORMAL, ERR_VERBOSE };

/* Called before each message, to clear a progress line; NULL for none. */
extern void (*err_before_message)(void);

void err_init(const char *program); /* kept, not copied */
const char *err_program(void);
void err_set_level(enum err_level level);

/* Print the message and exit with `code`. The buffer of stdout is still written. */
GC_NORETURN void die(int code, int errnum, const char *fmt, ...) GC_PRINTF(3, 4);

/* A record or object failed: print the message, go on, and raise the exit status to `code`. */
void fail(int code, int errnum, const char *fmt, ...) GC_PRINTF(3, 4);

void warn(const char *fmt, ...) GC_PRINTF(1, 2);  /* not with --quiet */
void debug(const char *fmt, ...) GC_PRINTF(1, 2); /* only with --verbose */

/*
 * Keep the worse of two exit codes. The order is 0, 1 (no), 3 (partial), then any code that
 * stopped the work (2, 65 to 77). Of several codes that stopped the work, the first one is kept.
 */
void status_raise(int code);
int status_get(void);

#endif
