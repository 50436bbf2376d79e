/* names.c - a file name for any text, on any file system */
#include "base/hash.h"
#include "files/letters.h"
#include "files/names.h"

enum {
	CUT_MARK = 17, /* ~ and 16 hex digits */
	TWIN_MARK = 9  /* ~ and 8 */
};

static bool
is_readable(struct slice text, size_t i, uint32_t c, size_t n)
{
	if (n > 1)
		return letters_is_readable(c);
	if (c < 0x20 || c >= 0x7f || strchr("<>:\"/\\|?*%~", (int)c) != NULL)
		return false;
	if (i == 0 && (c == '.' || c == '-'))
		return false;
	return !(c == ' ' && i == 0) && !((c == ' ' || c == '.') && i + 1 == text.n);
}

static bool
names_is_word(struct slice s, const char *word)
{
	return strlen(word) == s.n && strncasecmp(s.p, word, s.n) == 0;
}

/* For Windows these names are devices, also with anything after a dot: "nul.txt", "COM1 .yaml". */
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
		if (names_is_word(s, words[i]))
			return true;
	if (s.n != 4 || s.p[3] < '0' || s.p[3] > '9')
		return false;
	s.n = 3;
	return names_is_word(s, "COM") || names_is_word(s, "LPT");
}

/*
 * The escaped text, shortened to at most `max` bytes at a whole character. False: it is
 * shortened.
 */
static bool
names_escape(struct slice text, size_t max, struct buf *out)
{
	bool device = is_device(text);
	size_t from = out->n, n;

	if (text.n == 0)
		buf_putc(out, '%');
	for (size_t i = 0; i < text.n; i += n) {
		uint32_t c = letters_next(text, i, &n);
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

/* A last mixing, so that every bit of the result depends on every bit of the text. */
static uint64_t
names_hash(uint64_t h, struct slice s)
{
	h = hash_add(h, s);
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdU;
	return h ^ h >> 33;
}

void
names_file(struct slice text, const char *extension, struct buf *out)
{
	size_t tail = *extension != '\0' ? 1 + strlen(extension) : 0;
	size_t max = NAMES_MAX - TWIN_MARK - tail, from = out->n;

	if (!names_escape(text, max, out)) {
		out->n = from;
		names_escape(text, max - CUT_MARK, out);
		buf_printf(out, "~%016llx", (unsigned long long)names_hash(HASH_INIT, text));
	}
	if (tail > 0)
		buf_printf(out, ".%s", extension);
}

/* The last name of a path without its extension. */
static struct slice
names_stem(struct slice path)
{
	size_t begin = path.n, end = path.n;

	while (begin > 0 && path.p[begin - 1] != '/')
		begin--;
	for (size_t i = begin; i < path.n; i++)
		if (path.p[i] == '.')
			end = i;
	return slice_of(path.p + begin, end - begin);
}

/* Length of the twin's mark at the end of a stem; only marks have a ~ there. */
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
	struct slice s = names_stem(path);
	const char *mark = s.p + s.n - mark_length(s);

	buf_add(out, path.p, (size_t)(mark - path.p));
	buf_add(out, s.p + s.n, (size_t)(path.p + path.n - (s.p + s.n)));
}

void
names_twin(struct slice path, struct slice id, struct buf *out)
{
	struct slice s = names_stem(path);
	uint64_t h = names_hash(names_hash(HASH_INIT, s), id);

	buf_add(out, path.p, (size_t)(s.p + s.n - path.p));
	buf_printf(out, "~%08llx", (unsigned long long)(h & 0xffffffffU));
	buf_add(out, s.p + s.n, (size_t)(path.p + path.n - (s.p + s.n)));
}

void
names_key(struct slice path, struct buf *out)
{
	struct buf plain = BUF_INIT;
	size_t n;

	names_plain(path, &plain);
	for (size_t i = 0; i < plain.n; i += n)
		letters_fold(out, letters_next(buf_slice(&plain), i, &n));
	buf_release(&plain);
}
