/*
 * owner.h - the process on whose behalf a program runs: what a pipeline has started ends with it.
 *
 * A script puts its own process id into $GC_OWNER. As long as that process is the parent, its end
 * shows in getppid(2), which no new process of the same id and no zombie can disguise. Where it is
 * not the parent (a subshell is in between) kill(2) tells. Without $GC_OWNER there is no owner.
 */
#ifndef GC_OWNER_H
#define GC_OWNER_H

#include "base/base.h"

/*
 * Before each request: ends the program (75) where the owner is gone. A $GC_OWNER that is not a
 * process id ends it, too (2).
 */
void owner_check(void);

/* How long to wait in one go, in milliseconds (-1: no limit), so that the next look is not late. */
int64_t owner_wait(int64_t ms);

#endif
