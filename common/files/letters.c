/* letters.c - characters that stay readable in file names, and their case */
#include "files/letters.h"
#include "base/utf8.h"

/* How upper case maps to lower case in a range of characters. */
enum fold {
	NO_CASE,
	EVEN_UPPER, /* U+0100 is upper case, U+0101 its lower case */
	ODD_UPPER,
	PLUS_32,
	PLUS_80,
	PLUS_37,
	PLUS_38,
	PLUS_63,
	PLUS_64,
	SHARP_S,    /* ß, which folds to ss */
	FINAL_SIGMA /* ς, which folds to σ */
};

static const unsigned char distance[] = {
    [PLUS_32] = 32,
    [PLUS_80] = 80,
    [PLUS_37] = 37,
    [PLUS_38] = 38,
    [PLUS_63] = 63,
    [PLUS_64] = 64,
    [FINAL_SIGMA] = 1,
};

/*
 * Characters beyond ASCII that stay readable: no normal form changes them unless a combining
 * character follows (these are all escaped), and their case folding is one of the above.
 */
static const struct range {
	uint32_t first, last;
	enum fold fold;
} readable[] = {
    /* signs, Latin-1, Latin Extended-A and -B */
    {0xa1, 0xa7, NO_CASE},
    {0xb0, 0xb1, NO_CASE},
    {0xbf, 0xbf, NO_CASE},
    {0xc0, 0xd6, PLUS_32},
    {0xd8, 0xde, PLUS_32},
    {0xdf, 0xdf, SHARP_S},
    {0xe0, 0xf6, NO_CASE},
    {0xf8, 0xff, NO_CASE},
    {0x100, 0x12f, EVEN_UPPER},
    {0x134, 0x137, EVEN_UPPER},
    {0x139, 0x13e, ODD_UPPER},
    {0x141, 0x148, ODD_UPPER},
    {0x14a, 0x177, EVEN_UPPER},
    {0x179, 0x17e, ODD_UPPER},
    {0x1a0, 0x1a1, EVEN_UPPER},
    {0x1af, 0x1b0, ODD_UPPER},
    {0x218, 0x21b, EVEN_UPPER},
    /* Greek */
    {0x386, 0x386, PLUS_38},
    {0x388, 0x38a, PLUS_37},
    {0x38c, 0x38c, PLUS_64},
    {0x38e, 0x38f, PLUS_63},
    {0x391, 0x3a1, PLUS_32},
    {0x3a3, 0x3ab, PLUS_32},
    {0x3ac, 0x3af, NO_CASE},
    {0x3b1, 0x3c1, NO_CASE},
    {0x3c2, 0x3c2, FINAL_SIGMA},
    {0x3c3, 0x3ce, NO_CASE},
    /* Cyrillic, Hebrew, Arabic */
    {0x400, 0x40f, PLUS_80},
    {0x410, 0x42f, PLUS_32},
    {0x430, 0x45f, NO_CASE},
    {0x48a, 0x4bf, EVEN_UPPER},
    {0x4d0, 0x4ff, EVEN_UPPER},
    {0x5d0, 0x5ea, NO_CASE},
    {0x621, 0x63a, NO_CASE},
    {0x641, 0x64a, NO_CASE},
    /* Latin Extended Additional (Vietnamese), punctuation, the euro, symbols */
    {0x1ea0, 0x1ef9, EVEN_UPPER},
    {0x2013, 0x2014, NO_CASE},
    {0x2018, 0x201e, NO_CASE},
    {0x2022, 0x2022, NO_CASE},
    {0x20ac, 0x20ac, NO_CASE},
    {0x2600, 0x27bf, NO_CASE},
    /* Chinese, Japanese, Korean */
    {0x3001, 0x3002, NO_CASE},
    {0x3005, 0x3005, NO_CASE},
    {0x300c, 0x300d, NO_CASE},
    {0x3041, 0x3096, NO_CASE},
    {0x30a1, 0x30fa, NO_CASE},
    {0x30fc, 0x30fc, NO_CASE},
    {0x3400, 0x4dbf, NO_CASE},
    {0x4e00, 0x9fff, NO_CASE},
    {0xac00, 0xd7a3, NO_CASE},
    /* pictographs */
    {0x1f300, 0x1f64f, NO_CASE},
    {0x1f680, 0x1f6c5, NO_CASE},
    {0x1f90c, 0x1f9ff, NO_CASE},
};

static const struct range *
readable_range(uint32_t c)
{
	size_t low = 0, high = COUNT_OF(readable);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (c > readable[mid].last)
			low = mid + 1;
		else
			high = mid;
	}
	return low < COUNT_OF(readable) && c >= readable[low].first ? &readable[low] : NULL;
}

uint32_t
letters_next(struct slice s, size_t i, size_t *n)
{
	const unsigned char *p = (const unsigned char *)s.p + i;
	size_t want = p[0] < 0xc0 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint32_t c = want == 1 ? p[0] : p[0] & (0x7fU >> want);

	*n = 1;
	if (want > s.n - i)
		return p[0];
	for (size_t k = 1; k < want; k++) {
		if ((p[k] & 0xc0) != 0x80)
			return p[0];
		c = c << 6 | (p[k] & 0x3fU);
	}
	*n = want;
	return c;
}

bool
letters_is_readable(uint32_t c)
{
	return readable_range(c) != NULL;
}

void
letters_fold(struct buf *out, uint32_t c)
{
	const struct range *r = c >= 0x80 ? readable_range(c) : NULL;

	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	if (r != NULL && r->fold == SHARP_S) {
		buf_puts(out, "ss");
		return;
	}
	if (r != NULL && r->fold == EVEN_UPPER)
		c |= 1;
	else if (r != NULL && r->fold == ODD_UPPER)
		c += c & 1;
	else if (r != NULL)
		c += distance[r->fold];
	utf8_put(out, c);
}
