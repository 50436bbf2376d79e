/*
 * peek.c - find the members of an object without reading their values
 *
 * Where a container ends is found 64 bytes at a time: a byte each of four classes gives one bit
 * in four masks; quotes that no backslash escapes, XORed from the left, give the bits that are
 * inside of strings; what brackets remain are counted.
 */
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/ascii.h"
#include "json/peek.h"
#include "json/json.h"

enum { BLOCK = 64 };

struct masks {
	uint64_t quote, back, open, close;
};

struct state {
	uint64_t inside;  /* all ones: the block begins in a string */
	uint64_t escaped; /* 1: its first byte is escaped */
	size_t depth;
};

static const char *
peek_pass_space(const char *p, const char *end)
{
	while (p < end && ascii_is_space(*p))
		p++;
	return p;
}

/* Brackets and braces differ in the bit 0x20 only. */
static inline struct masks
peek_look(const char *p)
{
	struct masks m = {0, 0, 0, 0};
#if defined(__SSE2__)
	const __m128i quote = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\');
	const __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
	const __m128i fold = _mm_set1_epi8(0x20);

	for (int i = 0; i < BLOCK; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		__m128i f = _mm_or_si128(v, fold);
		m.quote |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) << i;
		m.back |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, back)) << i;
		m.open |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(f, open)) << i;
		m.close |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(f, close)) << i;
	}
#else
	for (int i = 0; i < BLOCK; i++) {
		m.quote |= (uint64_t)(p[i] == '"') << i;
		m.back |= (uint64_t)(p[i] == '\\') << i;
		m.open |= (uint64_t)((p[i] | 0x20) == '{') << i;
		m.close |= (uint64_t)((p[i] | 0x20) == '}') << i;
	}
#endif
	return m;
}

/* The bytes that a backslash escapes; *carry: whether the byte before the block escapes its first,
 * and the same for the next block. */
static inline uint64_t
escaped_bytes(uint64_t back, uint64_t *carry)
{
	uint64_t escaped = *carry;

	back &= ~*carry;
	*carry = 0;
	while (back != 0) {
		uint64_t bit = back & (0 - back);
		escaped |= bit << 1;
		*carry = bit >> (BLOCK - 1);
		back &= ~(bit | bit << 1);
	}
	return escaped;
}

/* Bit i of the result is the XOR of the bits 0 to i. */
static inline uint64_t
xor_from_left(uint64_t x)
{
	for (int shift = 1; shift < BLOCK; shift *= 2)
		x ^= x << shift;
	return x;
}

static inline unsigned
peek_count(uint64_t x)
{
	unsigned n = 0;

	for (; x != 0; x &= x - 1)
		n++;
	return n;
}

/* How many bytes of the block at p belong to the container: BLOCK, unless it ends there. */
static inline size_t
pass_block(struct state *s, const char *p)
{
	struct masks m = peek_look(p);
	uint64_t inside;

	if ((m.back | s->escaped) != 0)
		m.quote &= ~escaped_bytes(m.back, &s->escaped);
	inside = xor_from_left(m.quote) ^ s->inside;
	s->inside = 0 - (inside >> (BLOCK - 1));
	m.open &= ~inside;
	m.close &= ~inside;
	for (; m.close != 0; m.close &= m.close - 1) {
		uint64_t bit = m.close & (0 - m.close);
		uint64_t before = m.open & (bit - 1);
		s->depth += peek_count(before);
		m.open &= ~before;
		if (--s->depth == 0)
			return (size_t)__builtin_ctzll(bit) + 1;
	}
	s->depth += peek_count(m.open);
	return BLOCK;
}

static const char *
pass_container(const char *p, const char *end)
{
	struct state s = {0, 0, 0};
	char last[BLOCK];
	size_t n;

	while (end - p >= BLOCK) {
		n = pass_block(&s, p);
		p += n;
		if (s.depth == 0)
			return p;
	}
	memset(last, ' ', sizeof last);
	memcpy(last, p, (size_t)(end - p));
	n = pass_block(&s, last);
	return s.depth == 0 ? p + n : end;
}

/* Whether an unescaped backslash is directly before p. The search ends at a quote before it. */
static bool
escaped_at(const char *p)
{
	size_t run = 0;

	while (p[-1 - (ptrdiff_t)run] == '\\')
		run++;
	return run % 2 == 1;
}

static const char *
pass_string(const char *p, const char *end)
{
	for (p++; p < end; p++) {
		p = memchr(p, '"', (size_t)(end - p));
		if (p == NULL)
			return end;
		if (!escaped_at(p))
			return p + 1;
	}
	return end;
}

static const char *
pass_value(const char *p, const char *end)
{
	if (p == end)
		return end;
	if (*p == '"')
		return pass_string(p, end);
	if (*p == '{' || *p == '[')
		return pass_container(p, end);
	while (p < end && *p != ',' && *p != '}' && *p != ']' && !ascii_is_space(*p))
		p++;
	return p;
}

/* Skip the opening bracket, or the comma after the previous member or element. */
static const char *
pass_separator(const char *p, const char *end)
{
	p = peek_pass_space(p, end);
	if (p < end && (*p == ',' || *p == '{' || *p == '['))
		p = peek_pass_space(p + 1, end);
	return p;
}

bool
peek_key(struct slice *rest, struct slice *key)
{
	const char *end = rest->p + rest->n, *p = pass_separator(rest->p, end), *q;

	if (p == end || *p != '"')
		return false;
	q = pass_string(p, end);
	*key = slice_of(p + 1, q - p < 2 ? 0 : (size_t)(q - p) - 2);
	p = peek_pass_space(q, end);
	if (p == end || *p != ':')
		return false;
	p = peek_pass_space(p + 1, end);
	*rest = slice_of(p, (size_t)(end - p));
	return true;
}

struct slice
peek_value(struct slice *rest)
{
	const char *end = rest->p + rest->n, *q = pass_value(rest->p, end);
	struct slice value = slice_of(rest->p, (size_t)(q - rest->p));

	*rest = slice_of(q, (size_t)(end - q));
	return value;
}

void
peek_leave(struct slice *rest)
{
	const char *end = rest->p + rest->n, *p = peek_pass_space(rest->p, end);

	if (p < end && (*p == '}' || *p == ']'))
		p++;
	*rest = slice_of(p, (size_t)(end - p));
}

bool
peek_member(struct slice *rest, struct slice *key, struct slice *value)
{
	if (!peek_key(rest, key))
		return false;
	*value = peek_value(rest);
	return value->n > 0;
}

bool
peek_element(struct slice *rest, struct slice *value)
{
	const char *end = rest->p + rest->n, *p = pass_separator(rest->p, end);

	*rest = slice_of(p, (size_t)(end - p));
	*value = peek_value(rest);
	return value->n > 0;
}

struct slice
peek_find(struct slice object, const char *name)
{
	struct slice key, value, found = {"", 0};

	if (object.n == 0 || object.p[0] != '{')
		return found;
	while (peek_member(&object, &key, &value))
		if (json_is(key, name))
			found = value;
	return found;
}
