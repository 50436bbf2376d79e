/* num.c - strict numbers of options and settings */
#include "base/num.h"

bool
num_long(const char *text, long min, long max, long *value)
{
	char *end;
	long v;

	/* strtol accepts leading blanks and a plus sign, which are not allowed here. */
	if (text[0] != '-' && (text[0] < '0' || text[0] > '9'))
		return false;
	errno = 0;
	v = strtol(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || v < min || v > max)
		return false;
	*value = v;
	return true;
}
