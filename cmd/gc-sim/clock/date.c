/* date.c - points in time as the API spells them */
#include "clock/date.h"

enum { DAY_MS = 86400000 };

void
date_format(long long ms, char out[DATE_SIZE])
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm t;
	size_t n;

	if (gmtime_r(&seconds, &t) == NULL) {
		out[0] = '\0';
		return;
	}
	n = strftime(out, DATE_SIZE, "%Y-%m-%dT%H:%M:%S", &t);
	snprintf(out + n, DATE_SIZE - n, ".%03dZ", (int)(ms % 1000));
}

/* Days from 1970-01-01 to a day of the Gregorian calendar; m is 1 to 12. */
static long long
days_from_civil(long long y, int m, int d)
{
	long long era, year_of_era, day_of_year;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	year_of_era = y - era * 400;
	day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - 719468;
}

bool
date_parse(const char *text, long long *ms)
{
	int y, m, d, h = 0, min = 0, s = 0, milli = 0, used = 0;

	if (sscanf(text, "%4d-%2d-%2d%n", &y, &m, &d, &used) != 3)
		return false;
	text += used;
	if (*text == 'T') {
		if (sscanf(text, "T%2d:%2d:%2d%n", &h, &min, &s, &used) != 3)
			return false;
		text += used;
		if (*text == '.' && sscanf(text, ".%3d%n", &milli, &used) == 1)
			text += used;
		if (*text == 'Z')
			text++;
	}
	if (*text != '\0' || m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	if (h < 0 || h > 23 || min < 0 || min > 59 || s < 0 || s > 60)
		return false;
	*ms = days_from_civil(y, m, d) * DAY_MS + ((h * 60LL + min) * 60 + s) * 1000 + milli;
	return true;
}
