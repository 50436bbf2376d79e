/*
 * simclock.h - the clock of the simulation. It runs like the machine's, and a test can advance it
 * (POST /sim/clock), so that it need not wait for what takes minutes or hours.
 */
#ifndef SIM_SIMCLOCK_H
#define SIM_SIMCLOCK_H

#include "base/base.h"

enum { SIMCLOCK_MAX_MS = 1000000000 }; /* the largest single step: eleven days */

long long simclock_ms(void);         /* only goes forward; its zero means nothing */
long long simclock_date(void);       /* milliseconds since 1970 */
void simclock_advance(long long ms); /* 0 to SIMCLOCK_MAX_MS */

#endif
