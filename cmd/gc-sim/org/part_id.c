/* part_id.c - the ids of an object's parts */
#include "org/part_id.h"

void
part_id(const char *id, unsigned nth, char out[PART_ID_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	size_t n = strlen(id);
	const char *last;

	snprintf(out, PART_ID_SIZE, "%s", id);
	n = n < PART_ID_SIZE ? n : PART_ID_SIZE - 1;
	last = n > 0 ? strchr(digits, out[n - 1]) : NULL;
	if (last != NULL)
		out[n - 1] = digits[((size_t)(last - digits) + 1 + nth) % 16];
}
