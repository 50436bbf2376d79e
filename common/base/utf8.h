/*
 * utf8.h - what is UTF-8 (RFC 3629 section 4): no overlong form, no surrogate, at most U+10FFFF.
 * Inline, because readers ask it in their innermost loops.
 */
#ifndef GC_UTF8_H
#define GC_UTF8_H

#include "base/buf.h"
#include "base/slice.h"

/* Length of the well-formed sequence of two bytes or more at p, which is before end; or 0. */
static inline size_t
utf8_length(const char *p, const char *end)
{
	const unsigned char *s = (const unsigned char *)p;
	size_t have = (size_t)(end - p), n;
	unsigned char low = 0x80, high = 0xbf; /* bounds of the second byte */

	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	n = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	if (have < n || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

/* Append a character, at most U+1FFFFF; a surrogate is encoded in the same way. */
void utf8_put(struct buf *b, uint32_t c);

static inline bool
utf8_is(struct slice text)
{
	const char *p = text.p, *end = text.p + text.n;

	while (p < end) {
		size_t n = (unsigned char)*p < 0x80 ? 1 : utf8_length(p, end);
		if (n == 0)
			return false;
		p += n;
	}
	return true;
}

/* The length of a text in UTF-16 code units: two where UTF-8 has four bytes, else one a character. */
size_t utf8_units(struct slice text);

/* The nearest place between two characters of UTF-8 at or before byte i; the end if that is before. */
static inline size_t
utf8_floor(struct slice text, size_t i)
{
	if (i >= text.n)
		return text.n;
	while (i > 0 && ((unsigned char)text.p[i] & 0xc0) == 0x80)
		i--;
	return i;
}

/* The length of the byte order mark at the start of the text, or 0. UTF-8 may have one. */
static inline size_t
utf8_mark(struct slice text)
{
	return text.n >= 3 && memcmp(text.p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/*
 * Whether a text begins like UTF-16: with its byte order mark, or with an ASCII character in two
 * bytes, one of them NUL.
 */
static inline bool
utf8_is_utf16(struct slice text)
{
	return text.n >= 2 &&
	       (memcmp(text.p, "\xff\xfe", 2) == 0 || memcmp(text.p, "\xfe\xff", 2) == 0 ||
		   (text.p[0] == '\0') != (text.p[1] == '\0'));
}

/* The rest of a message about such a text. */
#define UTF8_REMEDY                                                                      \
	"it is UTF-16, as a redirect of Windows PowerShell writes it; convert it with: " \
	"iconv -f UTF-16 -t UTF-8"

#endif
