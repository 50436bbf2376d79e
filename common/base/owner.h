/*
 * owner.h - the process that a program runs for: a program that a pipeline started ends with it.
 *
 * A script puts its own process id into $GC_OWNER. If that process is the parent, getppid(2)
 * shows its end reliably, even if its id is in use again or it is a zombie. If it is not the
 * parent (a subshell is in between), kill(2) shows it. Without $GC_OWNER there is no owner.
 */
#ifndef GC_OWNER_H
#define GC_OWNER_H

#include "base/base.h"

/*
 * To be called before each request. It ends the program (75) if the owner has ended, and (2) if
 * $GC_OWNER is not a process id.
 */
void owner_check(void);

/* How long to wait at most before the next owner_check(), in milliseconds; -1: no limit. */
int64_t owner_wait(int64_t ms);

#endif
