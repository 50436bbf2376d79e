/*
 * simclock.h - the clock of a rehearsal org. It runs as the machine's does, and a test may put it
 * forward (POST /sim/clock), so that what takes minutes or ends after hours is tried at once.
 */
#ifndef SIM_SIMCLOCK_H
#define SIM_SIMCLOCK_H

#include "base/base.h"

enum { SIMCLOCK_MAX_MS = 1000000000 }; /* the largest single step: eleven days */

long long simclock_ms(void);         /* only goes forward; its zero means nothing */
long long simclock_date(void);       /* milliseconds since 1970 */
void simclock_advance(long long ms); /* 0 to SIMCLOCK_MAX_MS */

#endif
