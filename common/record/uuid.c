/* uuid.c - UUIDs, alone and inside longer strings */
#include "base/ascii.h"
#include "record/uuid.h"

enum { FIRST_HYPHEN = 8 };

/* Eight bytes, at two places, as a word. */
static uint64_t
uuid_word(const char *p, const char *q)
{
	uint32_t v, w;

	memcpy(&v, p, sizeof v);
	memcpy(&w, q, sizeof w);
	return (uint64_t)w << 32 | v;
}

/*
 * The high bit of each byte that is not a hex digit. A sum carries nothing into the next byte,
 * because the high bits are cleared before.
 */
static uint64_t
uuid_not_hex(uint64_t v)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7, low = v & ~high;
	uint64_t folded = low | ones * 0x20;
	uint64_t digit = (low + ones * (0x80 - '0')) & ~(low + ones * (0x7f - '9'));
	uint64_t letter = (folded + ones * (0x80 - 'a')) & ~(folded + ones * (0x7f - 'f'));

	return (v | ~(digit | letter)) & high;
}

/*
 * Whether the 36 bytes at p are a UUID. Without a branch for each: ids are random, so the processor
 * would often predict it wrongly.
 */
static bool
uuid_at(const char *p)
{
	if (p[8] != '-' || p[13] != '-' || p[18] != '-' || p[23] != '-')
		return false;
	return (uuid_not_hex(uuid_word(p, p + 4)) | uuid_not_hex(uuid_word(p + 9, p + 14)) |
		   uuid_not_hex(uuid_word(p + 19, p + 24)) |
		   uuid_not_hex(uuid_word(p + 28, p + 32))) == 0;
}

bool
uuid_is(struct slice s)
{
	return s.n == UUID_LEN && uuid_at(s.p);
}

bool
uuid_is_action(struct slice s)
{
	return s.n == UUID_ACTION_LEN + UUID_LEN &&
	       memcmp(s.p, UUID_ACTION, UUID_ACTION_LEN) == 0 && uuid_at(s.p + UUID_ACTION_LEN);
}

struct slice
uuid_of_action(struct slice s)
{
	return uuid_is_action(s) ? slice_of(s.p + UUID_ACTION_LEN, UUID_LEN) : s;
}

void
uuid_add_action(struct slice s, struct buf *b)
{
	if (uuid_is(s))
		buf_add(b, UUID_ACTION, UUID_ACTION_LEN);
	buf_add_slice(b, s);
}

/* Whether an escape begins at byte i: a backslash that is not itself escaped. */
static bool
escape_at(struct slice text, size_t i)
{
	size_t run = 0;

	while (run <= i && text.p[i - run] == '\\')
		run++;
	return run % 2 == 1;
}

/* The character of the \uXXXX escape at byte i of checked text; '\0' for one beyond ASCII. */
static char
ascii_of(struct slice text, size_t i)
{
	int v = 0;

	for (size_t k = i + 2; k < i + 6; k++)
		v = v * 16 + ascii_hex(text.p[k]);
	return v < 0x80 ? (char)v : '\0';
}

/* Length of the escape that ends directly before byte i, or 0. */
static size_t
escape_before(struct slice text, bool escaped, size_t i)
{
	if (!escaped)
		return 0;
	if (i >= 2 && escape_at(text, i - 2))
		return 2;
	return i >= 6 && text.p[i - 5] == 'u' && escape_at(text, i - 6) ? 6 : 0;
}

static bool
word_before(struct slice text, bool escaped, size_t i)
{
	switch (escape_before(text, escaped, i)) {
	case 0:
		return i > 0 && ascii_is_word(text.p[i - 1]);
	case 6:
		return ascii_is_word(ascii_of(text, i - 6));
	default:
		return false;
	}
}

static bool
word_after(struct slice text, bool escaped, size_t i)
{
	if (i == text.n)
		return false;
	if (escaped && text.p[i] == '\\')
		return text.p[i + 1] == 'u' && ascii_is_word(ascii_of(text, i));
	return ascii_is_word(text.p[i]);
}

/* The UUID at byte i as a whole token, with "custom_-_" if that is before it. */
static bool
token_at(struct slice text, bool escaped, size_t i, struct uuid_token *token)
{
	size_t begin = i;

	if (word_after(text, escaped, i + UUID_LEN))
		return false;
	if (i >= UUID_ACTION_LEN &&
	    memcmp(text.p + i - UUID_ACTION_LEN, UUID_ACTION, UUID_ACTION_LEN) == 0)
		begin -= UUID_ACTION_LEN;
	if (word_before(text, escaped, begin))
		return false;
	token->uuid = slice_of(text.p + i, UUID_LEN);
	token->whole = slice_of(text.p + begin, i + UUID_LEN - begin);
	return true;
}

bool
uuid_find(struct slice text, bool escaped, size_t *from, struct uuid_token *token)
{
	size_t i = *from; /* no UUID begins before this byte */

	while (text.n >= UUID_LEN && i <= text.n - UUID_LEN) {
		const char *hyphen =
		    memchr(text.p + i + FIRST_HYPHEN, '-', text.n - i - FIRST_HYPHEN);
		if (hyphen == NULL)
			break;
		i = (size_t)(hyphen - text.p) - FIRST_HYPHEN;
		if (text.n - i < UUID_LEN)
			break;
		if (uuid_at(text.p + i) && token_at(text, escaped, i, token)) {
			*from = i + UUID_LEN;
			return true;
		}
		i++;
	}
	*from = text.n;
	return false;
}

struct slice
uuid_joined(struct slice text, bool escaped, struct slice token)
{
	size_t begin = (size_t)(token.p - text.p), end = begin + token.n, word;

	while (begin > 0 && text.p[begin - 1] == '~') {
		word = begin - 1;
		while (word > 0 && ascii_is_word(text.p[word - 1]) &&
		       end - word < UUID_JOINED_MAX && escape_before(text, escaped, word) == 0)
			word--;
		if (end - word >= UUID_JOINED_MAX)
			return token;
		if (word == begin - 1)
			break;
		begin = word;
	}
	return slice_of(text.p + begin, end - begin);
}

bool
uuid_is_token(struct slice text)
{
	struct uuid_token token;
	size_t from = 0;

	return uuid_find(text, false, &from, &token) &&
	       uuid_joined(text, false, token.whole).n == text.n;
}
