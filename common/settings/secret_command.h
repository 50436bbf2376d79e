/*
 * secret_command.h - a client secret that a password manager prints.
 *
 *	secret_command: pass show genesys/dev
 *
 * /bin/sh runs the command with /dev/null as stdin, so that it takes no records; its stderr is the
 * program's. The secret is the first line that it prints, without the line end. It reaches nothing
 * but the caller: not an argument, not the environment, not a message, and the command itself is
 * not shown either, because it may contain a secret.
 */
#ifndef GC_SECRET_COMMAND_H
#define GC_SECRET_COMMAND_H

#include "base/buf.h"

enum { SECRET_COMMAND_MAX = 1 << 16 }; /* bytes that it may print */

/*
 * The secret, to be freed with secret_free(). NULL: the command failed, was killed by a signal,
 * printed nothing or more than SECRET_COMMAND_MAX, or was not done after timeout_s seconds and was
 * killed; *why gives the reason. The wait is shown (progress.h).
 */
char *secret_command_run(const char *command, long timeout_s, struct buf *why);

#endif
