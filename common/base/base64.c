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

/* Whole groups without padding, with no call and no check of room for each. */
static void
base64_encode_whole(const unsigned char *p, size_t groups, char *to)
{
	for (; groups > 0; groups--, p += 3, to += 4) {
		to[0] = alphabet[p[0] >> 2];
		to[1] = alphabet[(p[0] << 4 | p[1] >> 4) & 63];
		to[2] = alphabet[(p[1] << 2 | p[2] >> 6) & 63];
		to[3] = alphabet[p[2] & 63];
	}
}

void
base64_encode(struct slice bytes, struct buf *to)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t whole = bytes.n / 3;

	buf_reserve(to, base64_size(bytes.n));
	base64_encode_whole(p, whole, to->p + to->n);
	to->n += 4 * whole;
	if (bytes.n % 3 > 0)
		base64_put_group(to, p + 3 * whole, bytes.n % 3);
	else
		buf_add(to, "", 0);
}

/* What each character stands for; 64: it is none of the alphabet. */
static void
base64_fill(unsigned char values[256])
{
	memset(values, 64, 256);
	for (unsigned char i = 0; i < 64; i++)
		values[(unsigned char)alphabet[i]] = i;
}

size_t
base64_take_groups(const char *text, size_t groups, unsigned char *bytes)
{
	unsigned char values[256];
	const unsigned char *p = (const unsigned char *)text;
	size_t n = 0;

	base64_fill(values);
	for (; n < groups; n++, p += 4, bytes += 3) {
		unsigned a = values[p[0]], b = values[p[1]], c = values[p[2]], d = values[p[3]];
		uint32_t v = (uint32_t)(a << 18 | b << 12 | c << 6 | d);
		if (((a | b | c | d) & 64) != 0)
			break;
		bytes[0] = (unsigned char)(v >> 16);
		bytes[1] = (unsigned char)(v >> 8);
		bytes[2] = (unsigned char)v;
	}
	return n;
}

/* Into the room behind the buffer's end; returns how many bytes, or SIZE_MAX: not base64. */
static size_t
base64_decode_behind(struct slice text, struct buf *to)
{
	size_t whole = text.n / 4, n;
	unsigned char last[3];

	if (text.n % 4 != 0)
		return SIZE_MAX;
	if (whole == 0)
		return 0;
	whole--;
	if (base64_take_groups(text.p, whole, (unsigned char *)to->p + to->n) < whole)
		return SIZE_MAX;
	n = base64_take_group(text.p + 4 * whole, true, last);
	/* what is after the last byte is zero, or another text has the same bytes */
	if (n == 0 || (n == 1 && last[1] != 0) || (n == 2 && last[2] != 0))
		return SIZE_MAX;
	memcpy(to->p + to->n + 3 * whole, last, n);
	return 3 * whole + n;
}

bool
base64_decode(struct slice text, struct buf *to)
{
	size_t n;

	buf_reserve(to, text.n / 4 * 3);
	n = base64_decode_behind(text, to);
	to->n += n == SIZE_MAX ? 0 : n;
	buf_add(to, "", 0);
	return n != SIZE_MAX;
}
