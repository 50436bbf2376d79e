/*
 * json_bytes.h - the bytes of a JSON text, for reading and for writing. Functions that are called
 * for every byte are inline. Only json*.c include it.
 */
#ifndef GC_JSON_BYTES_H
#define GC_JSON_BYTES_H

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/ascii.h"

/* Bytes that end the fast pass over a string: quote, backslash, controls, non-ASCII. */
static inline bool
json_is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/* The first byte from p on that is not plain, or end. */
static inline const char *
json_pass_plain(const char *p, const char *end)
{
#if defined(__SSE2__)
	const __m128i quote = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\');
	const __m128i space = _mm_set1_epi8(0x20);

	while (end - p >= 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
		/* signed: bytes from 0x80 up are negative, so they are less than a space too */
		__m128i stop = _mm_or_si128(_mm_cmplt_epi8(v, space),
		    _mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, back)));
		unsigned mask = (unsigned)_mm_movemask_epi8(stop);
		if (mask != 0)
			return p + __builtin_ctz(mask);
		p += 16;
	}
#endif
	while (p < end && json_is_plain((unsigned char)*p))
		p++;
	return p;
}

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
