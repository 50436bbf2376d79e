/*
 * date.h - points in time as the API spells them: milliseconds since 1970, or ISO 8601 in UTC.
 */
#ifndef SIM_DATE_H
#define SIM_DATE_H

#include "base/base.h"

enum { DATE_SIZE = 32 };

void date_format(long long ms, char out[DATE_SIZE]); /* "2026-11-22T10:00:00.123Z" */

/* "2026-11-22", "…T10:00:00Z", "…T10:00:00.123Z"; false when the text is none of these. */
bool date_parse(const char *text, long long *ms);

#endif
