/* fold.c - texts compared without letter case */
#include "base/fold.h"
#include "base/ascii.h"
#include "base/utf8.h"

/* What is not a character: a byte, above all characters. */
enum { FOLD_BYTE = 0x110000 };

/* Capitals and how far their small letters are. `pairs`: every second one is a capital, from the first. */
static const struct fold_range {
	unsigned short from, to;
	short distance;
	bool pairs;
} fold_ranges[] = {
    /* Latin */
    {0x00c0, 0x00d6, 32, false},
    {0x00d8, 0x00de, 32, false},
    {0x0100, 0x012e, 1, true},
    {0x0132, 0x0136, 1, true},
    {0x0139, 0x0147, 1, true},
    {0x014a, 0x0176, 1, true},
    {0x0178, 0x0178, -121, false},
    {0x0179, 0x017d, 1, true},
    {0x01cd, 0x01db, 1, true},
    {0x01de, 0x01ee, 1, true},
    {0x01f8, 0x021e, 1, true},
    {0x0222, 0x0232, 1, true},
    /* Greek; of the two small letters sigma, the final one is the other */
    {0x0386, 0x0386, 38, false},
    {0x0388, 0x038a, 37, false},
    {0x038c, 0x038c, 64, false},
    {0x038e, 0x038f, 63, false},
    {0x0391, 0x03a1, 32, false},
    {0x03a3, 0x03ab, 32, false},
    {0x03c2, 0x03c2, 1, false},
    /* Cyrillic */
    {0x0400, 0x040f, 80, false},
    {0x0410, 0x042f, 32, false},
    {0x0460, 0x0480, 1, true},
    {0x048a, 0x04be, 1, true},
    {0x04c0, 0x04c0, 15, false},
    {0x04c1, 0x04cd, 1, true},
    {0x04d0, 0x052e, 1, true},
    /* Armenian */
    {0x0531, 0x0556, 48, false},
    /* Latin, of Vietnamese among others */
    {0x1e00, 0x1e94, 1, true},
    {0x1e9e, 0x1e9e, -7615, false}, /* the capital of 0x00df */
    {0x1ea0, 0x1efe, 1, true},
    /* Latin of full width */
    {0xff21, 0xff3a, 32, false},
};

static uint32_t
fold_lower(uint32_t c)
{
	if (c < 0x80)
		return (uint32_t)ascii_lower((char)c);
	for (size_t i = 0; i < COUNT_OF(fold_ranges) && fold_ranges[i].from <= c; i++) {
		const struct fold_range *r = &fold_ranges[i];
		if (c <= r->to)
			return r->pairs && (c - r->from) % 2 != 0
				   ? c
				   : (uint32_t)((int32_t)c + r->distance);
	}
	return c;
}

/* The next character in lower case, or FOLD_BYTE and a byte; *p is before end, and goes on behind it. */
static uint32_t
fold_next(const char **p, const char *end)
{
	const unsigned char *s = (const unsigned char *)*p;
	size_t n = s[0] < 0x80 ? 1 : utf8_length(*p, end);
	uint32_t c;

	if (n == 0) {
		(*p)++;
		return FOLD_BYTE + s[0];
	}
	c = n == 1 ? s[0] : s[0] & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (s[i] & 0x3fu);
	*p += n;
	return fold_lower(c);
}

void
fold_add(struct buf *b, struct slice text)
{
	const char *p = text.p, *end = p + text.n;

	buf_add(b, "", 0); /* a NUL even behind an empty text */
	while (p < end) {
		uint32_t c = fold_next(&p, end);
		if (c < 0x80)
			buf_putc(b, (char)c);
		else if (c >= FOLD_BYTE)
			buf_putc(b, (char)(unsigned char)(c - FOLD_BYTE));
		else
			utf8_put(b, c);
	}
}

bool
fold_same(struct slice a, struct slice b)
{
	const char *p = a.p, *p_end = p + a.n, *q = b.p, *q_end = q + b.n;

	while (p < p_end && q < q_end)
		if (fold_next(&p, p_end) != fold_next(&q, q_end))
			return false;
	return p == p_end && q == q_end;
}
