/* yaml_scalar.c - how a JSON value is spelled in YAML, and what a plain YAML scalar means */
#include "base/ascii.h"
#include "json/json.h"
#include "yaml/yaml_scalar.h"

static bool
folds_to(struct slice s, const char *word)
{
	size_t n = strlen(word);

	if (s.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s.p[i] != word[i] && !(ascii_is_letter(s.p[i]) && (s.p[i] | 0x20) == word[i]))
			return false;
	return true;
}

/* The words of the 1.1 types bool and null, in any case; those of 1.2 are among them. */
static bool
scalar_is_word(struct slice s)
{
	if (s.n > 5)
		return false;
	switch (s.p[0] | 0x20) {
	case 't':
		return folds_to(s, "true");
	case 'f':
		return folds_to(s, "false");
	case 'y':
		return s.n == 1 || folds_to(s, "yes");
	case 'n':
		return s.n == 1 || folds_to(s, "no") || folds_to(s, "null");
	case 'o':
		return folds_to(s, "on") || folds_to(s, "off");
	default:
		return false;
	}
}

static size_t
scalar_pass_digits(struct slice s, size_t i)
{
	while (i < s.n && ascii_is_digit(s.p[i]))
		i++;
	return i;
}

/* A float without digits before its exponent: npm's yaml, in its 1.1 mode, sees one (and NaN). */
static bool
is_exponent(struct slice s)
{
	size_t i = s.n > 1 && s.p[1] == '-' ? 2 : 1; /* what has a + is not plain anyway */

	return (s.p[0] | 0x20) == 'e' && i < s.n && scalar_pass_digits(s, i) == s.n;
}

/* Letters, digits and _ - . / as bits: those of bytes 0 to 63, 64 to 127, and so on. */
static const uint64_t plain_bytes[4] = {0x3ffe00000000000U, 0x7fffffe87fffffeU, 0, 0};

static bool
scalar_is_plain(struct slice s)
{
	unsigned char before = ' ', c;

	if (s.n == 0 || !(ascii_is_letter(s.p[0]) || s.p[0] == '/' || s.p[0] == '_'))
		return false;
	for (size_t i = 0; i < s.n; before = c, i++) {
		c = (unsigned char)s.p[i];
		if ((plain_bytes[c >> 6] >> (c & 63) & 1) == 0 && (c != ' ' || before == ' '))
			return false;
	}
	return before != ' ' && !scalar_is_word(s) && !is_exponent(s);
}

/*
 * Length of the character at p if it may be in a block unchanged; 0: it needs an escape. Tabs,
 * other controls, U+FEFF, what is beyond U+FFFF, and the line breaks that only YAML 1.1 knows
 * (U+0085, U+2028, U+2029) do. The text is UTF-8.
 */
static size_t
block_character(const unsigned char *p)
{
	if (p[0] < 0x80)
		return p[0] == '\n' || (p[0] >= 0x20 && p[0] != 0x7f) ? 1 : 0;
	if (p[0] < 0xe0)
		return p[0] == 0xc2 && p[1] < 0xa0 ? 0 : 2;
	if (p[0] >= 0xf0 || (p[0] == 0xe2 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9)) ||
	    (p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf) ||
	    (p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe))
		return 0;
	return 3;
}

/*
 * Lines that a block can contain unchanged. The first line sets the indentation, so it does not
 * begin with a blank or a line break; the last line ends in at most one line break.
 */
static bool
is_block(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
	size_t n;

	if (memchr(s.p, '\n', s.n) == NULL || *p == ' ' || *p == '\n' || end[-1] == ' ' ||
	    (end[-1] == '\n' && end[-2] == '\n'))
		return false;
	for (; p < end; p += n) {
		n = block_character(p);
		if (n == 0 || (p[0] == ' ' && p[1] == '\n'))
			return false;
	}
	return true;
}

enum yaml_scalar
yaml_scalar_style(struct slice text)
{
	if (scalar_is_plain(text))
		return YAML_SCALAR_PLAIN;
	return text.n > 0 && is_block(text) ? YAML_SCALAR_LITERAL : YAML_SCALAR_DOUBLE;
}

struct slice
yaml_scalar_number(struct slice number, struct buf *room)
{
	size_t e = 0;

	while (e < number.n && number.p[e] != 'e' && number.p[e] != 'E')
		e++;
	if (e == number.n)
		return number;
	bool point = memchr(number.p, '.', e) != NULL, sign = !ascii_is_digit(number.p[e + 1]);
	if (point && sign)
		return number;
	buf_clear(room);
	buf_add(room, number.p, e);
	buf_puts(room, point ? "" : ".0");
	buf_putc(room, number.p[e]);
	buf_puts(room, sign ? "" : "+");
	buf_add(room, number.p + e + 1, number.n - e - 1);
	return buf_slice(room);
}

/*
 * Whether some reader may take the text for a number, a date or a time: it begins like one and
 * contains only characters of them. This is wider than the rule of any reader; text can always be
 * quoted.
 */
static bool
is_numeric(struct slice s)
{
	const char *others = "_.:+-eEtTzZ \t";
	size_t i = s.p[0] == '+' || s.p[0] == '-';

	if (i < s.n && s.p[i] == '.') {
		if (folds_to(slice_of(s.p + i, s.n - i), ".inf") || folds_to(s, ".nan"))
			return true;
		i++;
	}
	if (i == s.n || !ascii_is_digit(s.p[i]))
		return false;
	if (s.p[i] == '0' && i + 1 < s.n && strchr("xob", s.p[i + 1]) != NULL) {
		others = "_abcdefABCDEF";
		i += 2;
	}
	for (; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]) && (s.p[i] == '\0' || strchr(others, s.p[i]) == NULL))
			return false;
	return true;
}

enum yaml_meaning
yaml_scalar_meaning(struct slice plain)
{
	/* Most words: longer than "false", the longest one that means something else. */
	if (plain.n > 5 && ascii_is_letter(plain.p[0]))
		return YAML_MEANS_TEXT;
	if (plain.n == 0 || slice_is(plain, "~") || slice_is(plain, "null") ||
	    slice_is(plain, "Null") || slice_is(plain, "NULL"))
		return YAML_MEANS_NULL;
	if (slice_is(plain, "true") || slice_is(plain, "True") || slice_is(plain, "TRUE"))
		return YAML_MEANS_TRUE;
	if (slice_is(plain, "false") || slice_is(plain, "False") || slice_is(plain, "FALSE"))
		return YAML_MEANS_FALSE;
	if (ascii_is_letter(plain.p[0]))
		return scalar_is_word(plain) ? YAML_MEANS_UNCLEAR : YAML_MEANS_TEXT;
	if (json_is_number(plain))
		return YAML_MEANS_NUMBER;
	if (is_numeric(plain) || slice_is(plain, "=") || slice_is(plain, "<<"))
		return YAML_MEANS_UNCLEAR;
	return YAML_MEANS_TEXT;
}
