/*
 * clock.h - milliseconds that only go forward. What decides by time (retry.h, pace.h) is given
 * the time; only what waits asks for it.
 */
#ifndef GC_CLOCK_H
#define GC_CLOCK_H

#include "base/base.h"

int64_t clock_ms(void); /* monotonic; its zero means nothing */
void clock_sleep(int64_t ms);

#endif
