/* base64.c - bytes as base64 text */
#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int
base64_value(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

size_t
base64_take_group(const char four[4], bool last, unsigned char bytes[3])
{
	unsigned long v = 0;
	size_t n = 4;

	if (last && four[3] == '=')
		n = four[2] == '=' ? 2 : 3;
	for (size_t i = 0; i < 4; i++) {
		int d = i < n ? base64_value((unsigned char)four[i]) : 0;
		if (d < 0)
			return 0;
		v = v << 6 | (unsigned long)d;
	}
	bytes[0] = (unsigned char)(v >> 16);
	bytes[1] = (unsigned char)(v >> 8);
	bytes[2] = (unsigned char)v;
	return n - 1;
}

void
base64_put_group(struct buf *to, const unsigned char *bytes, size_t n)
{
	unsigned long v = (unsigned long)bytes[0] << 16 |
			  (n > 1 ? (unsigned long)bytes[1] << 8 : 0) | (n > 2 ? bytes[2] : 0);
	char four[4];

	for (int i = 0; i < 4; i++)
		four[i] = alphabet[v >> (18 - 6 * i) & 63];
	if (n < 3)
		four[3] = '=';
	if (n < 2)
		four[2] = '=';
	buf_add(to, four, sizeof four);
}

size_t
base64_size(size_t n)
{
	return n > SIZE_MAX / 4 ? SIZE_MAX : (n + 2) / 3 * 4;
}

void
base64_encode(struct slice bytes, struct buf *to)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	buf_reserve(to, base64_size(bytes.n));
	for (size_t left = bytes.n; left > 0;) {
		size_t n = left < 3 ? left : 3;
		base64_put_group(to, p, n);
		p += n;
		left -= n;
	}
}

bool
base64_decode(struct slice text, struct buf *to)
{
	size_t before = to->n, n = 3;
	unsigned char bytes[3];

	buf_reserve(to, text.n / 4 * 3);
	if (text.n % 4 != 0)
		return false;
	for (size_t i = 0; i < text.n && n > 0; i += 4) {
		n = base64_take_group(text.p + i, i + 4 == text.n, bytes);
		/* what is after the last byte is zero, or another text has the same bytes */
		if (n == 1 && bytes[1] != 0)
			n = 0;
		if (n == 2 && bytes[2] != 0)
			n = 0;
		buf_add(to, bytes, n);
	}
	if (n > 0)
		return true;
	to->n = before;
	return false;
}
