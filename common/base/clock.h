/*
 * clock.h - a clock in milliseconds that never goes back. Modules that decide by time (retry.h,
 * pace.h) get the time as an argument; only code that waits calls clock_ms().
 */
#ifndef GC_CLOCK_H
#define GC_CLOCK_H

#include "base/base.h"

int64_t clock_ms(void); /* monotonic, from an arbitrary start */
void clock_sleep(int64_t ms);

#endif
