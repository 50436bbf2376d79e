/*
 * base64.h - bytes as base64 text: the alphabet of RFC 4648 section 4, with padding.
 *
 *	base64_encode(bytes, &text);             // appended, on one line
 *	if (!base64_decode(text, &bytes))        // appended; false: not what encode would give
 *		…
 *
 * The decoder takes only the text that the encoder gives for the same bytes: no white space, no
 * missing padding, no bits after the last byte. So whatever it takes comes back as the same text.
 */
#ifndef GC_BASE64_H
#define GC_BASE64_H

#include "base/buf.h"

void base64_encode(struct slice bytes, struct buf *to);

/* False: nothing is appended. */
bool base64_decode(struct slice text, struct buf *to);

/* The size of the text for n bytes; SIZE_MAX: too large for any text. */
size_t base64_size(size_t n);

/*
 * One group: 1 to 3 bytes as four characters, and back. `last`: one or two of the four may be
 * padding. Bits after the last byte are not looked at. Returns how many bytes; 0: not base64.
 */
void base64_put_group(struct buf *to, const unsigned char *bytes, size_t n);
size_t base64_take_group(const char four[4], bool last, unsigned char bytes[3]);

/*
 * Many groups without padding, by a table: decodes up to `groups`, three bytes each, and returns
 * how many, from the first on, are of the alphabet.
 */
size_t base64_take_groups(const char *text, size_t groups, unsigned char *bytes);

#endif
