/*
 * clock.h - the two clocks, and dates as the API spells them.
 *
 * clock_ms() only runs forward and is for lives, limits and waits; clock_wall_ms() is the date,
 * in milliseconds since 1970, and is for what is written down.
 */
#ifndef SIM_CLOCK_H
#define SIM_CLOCK_H

#include "base.h"

enum { DATE_SIZE = 32 };

long long clock_ms(void);
long long clock_wall_ms(void);

void date_format(long long ms, char out[DATE_SIZE]); /* "2026-11-22T10:00:00.123Z" */

/* "2026-11-22", "…T10:00:00Z", "…T10:00:00.123Z"; false when the text is none of these. */
bool date_parse(const char *text, long long *ms);

#endif
