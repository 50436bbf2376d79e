/* names.c - a file name for any text, on any file system */
#include "names.h"

enum {
	CUT_MARK = 17, /* ~ and 16 hex digits */
	TWIN_MARK = 9  /* ~ and 8 */
};

#define HASH_SEED 0xcbf29ce484222325U

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
 * Characters beyond ASCII that stay readable: those that no normal form changes when no combining
 * character follows (and those are all escaped), and whose case folding is one of the above.
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

/* The character at s[i], and its bytes; any byte that begins none is taken as one of its own. */
static uint32_t
character(struct slice s, size_t i, size_t *n)
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

static void
put_character(struct buf *out, uint32_t c)
{
	if (c < 0x80) {
		buf_putc(out, (char)c);
		return;
	}
	if (c < 0x800) {
		buf_putc(out, (char)(0xc0 | c >> 6));
	} else {
		buf_putc(out, (char)(c < 0x10000 ? 0xe0 | c >> 12 : 0xf0 | c >> 18));
		if (c >= 0x10000)
			buf_putc(out, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_putc(out, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	buf_putc(out, (char)(0x80 | (c & 0x3f)));
}

static bool
is_readable(struct slice text, size_t i, uint32_t c, size_t n)
{
	if (n > 1)
		return readable_range(c) != NULL;
	if (c < 0x20 || c >= 0x7f || strchr("<>:\"/\\|?*%~", (int)c) != NULL)
		return false;
	if (i == 0 && (c == '.' || c == '-'))
		return false;
	return !(c == ' ' && i == 0) && !((c == ' ' || c == '.') && i + 1 == text.n);
}

static bool
is_word(struct slice s, const char *word)
{
	return strlen(word) == s.n && strncasecmp(s.p, word, s.n) == 0;
}

/* Windows takes a name for a device whatever follows a dot: "nul.txt", "COM1 .yaml". */
static bool
is_device(struct slice text)
{
	static const char *const words[] = {
	    "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"};
	const char *dot = text.n > 0 ? memchr(text.p, '.', text.n) : NULL;
	struct slice s = slice_of(text.p, dot != NULL ? (size_t)(dot - text.p) : text.n);

	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (is_word(s, words[i]))
			return true;
	if (s.n != 4 || s.p[3] < '0' || s.p[3] > '9')
		return false;
	s.n = 3;
	return is_word(s, "COM") || is_word(s, "LPT");
}

/* The escaped text, cut at a whole character or escape before `max` bytes. False: it was cut. */
static bool
escape(struct slice text, size_t max, struct buf *out)
{
	bool device = is_device(text);
	size_t from = out->n, n;

	if (text.n == 0)
		buf_putc(out, '%');
	for (size_t i = 0; i < text.n; i += n) {
		uint32_t c = character(text, i, &n);
		bool plain = is_readable(text, i, c, n) && !(device && i == 0);
		if (out->n - from + (plain ? n : 3 * n) > max)
			return false;
		if (plain)
			buf_add(out, text.p + i, n);
		else
			for (size_t k = 0; k < n; k++)
				buf_printf(out, "%%%02X", (unsigned)(unsigned char)text.p[i + k]);
	}
	return true;
}

/* FNV-1a, and a last mixing so that every bit of the result depends on every bit of the text. */
static uint64_t
hash(uint64_t h, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3U;
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdU;
	return h ^ h >> 33;
}

void
names_file(struct slice text, const char *extension, struct buf *out)
{
	size_t tail = *extension != '\0' ? 1 + strlen(extension) : 0;
	size_t max = NAMES_MAX - TWIN_MARK - tail, from = out->n;

	if (!escape(text, max, out)) {
		out->n = from;
		escape(text, max - CUT_MARK, out);
		buf_printf(out, "~%016llx", (unsigned long long)hash(HASH_SEED, text));
	}
	if (tail > 0)
		buf_printf(out, ".%s", extension);
}

/* The last name of a path without its extension. */
static struct slice
stem(struct slice path)
{
	size_t begin = path.n, end = path.n;

	while (begin > 0 && path.p[begin - 1] != '/')
		begin--;
	for (size_t i = begin; i < path.n; i++)
		if (path.p[i] == '.')
			end = i;
	return slice_of(path.p + begin, end - begin);
}

/* Bytes of the twin's mark at the end of a stem; only marks have a ~ there. */
static size_t
mark_length(struct slice stem)
{
	const char *mark = stem.p + stem.n - TWIN_MARK;

	if (stem.n < TWIN_MARK || *mark != '~')
		return 0;
	for (size_t i = 1; i < TWIN_MARK; i++)
		if (mark[i] == '\0' || strchr("0123456789abcdef", mark[i]) == NULL)
			return 0;
	return TWIN_MARK;
}

void
names_plain(struct slice path, struct buf *out)
{
	struct slice s = stem(path);
	const char *mark = s.p + s.n - mark_length(s);

	buf_add(out, path.p, (size_t)(mark - path.p));
	buf_add(out, s.p + s.n, (size_t)(path.p + path.n - (s.p + s.n)));
}

void
names_twin(struct slice path, struct slice id, struct buf *out)
{
	struct slice s = stem(path);
	uint64_t h = hash(hash(HASH_SEED, s), id);

	buf_add(out, path.p, (size_t)(s.p + s.n - path.p));
	buf_printf(out, "~%08llx", (unsigned long long)(h & 0xffffffffU));
	buf_add(out, s.p + s.n, (size_t)(path.p + path.n - (s.p + s.n)));
}

static void
put_folded(struct buf *out, uint32_t c)
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
	put_character(out, c);
}

void
names_key(struct slice path, struct buf *out)
{
	struct buf plain = BUF_INIT;
	size_t n;

	names_plain(path, &plain);
	for (size_t i = 0; i < plain.n; i += n)
		put_folded(out, character(buf_slice(&plain), i, &n));
	buf_release(&plain);
}
