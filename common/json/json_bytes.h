/*
 * json_bytes.h - the bytes of a JSON text, for reading and for writing. Functions that are called
 * for every byte are inline. Only json*.c include it.
 */
#ifndef GC_JSON_BYTES_H
#define GC_JSON_BYTES_H

#include "base/ascii.h"

/* Four hex digits at p as a number, or -1. */
static inline long
json_hex4(const char *p, const char *end)
{
	long v = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int h = ascii_hex(p[i]);
		if (h < 0)
			return -1;
		v = v * 16 + h;
	}
	return v;
}

/*
 * The end of the escape at p (RFC 8259 section 7), and of the number (section 6). NULL if it is
 * not valid; *bad is then the first wrong byte.
 */
const char *json_pass_escape(const char *p, const char *end, const char **bad);
const char *json_pass_number(const char *p, const char *end, const char **bad);

#endif
