/*
 * vec_plain.h - the bytes of a JSON text without vectors: eight at a time in a word, where the first
 * byte in memory is the lowest of the word, else one by one. see vec.h.
 */
#ifndef GC_VEC_PLAIN_H
#define GC_VEC_PLAIN_H

#include "base/ascii.h"
#include "json/vec.h"

#define VEC_TARGET
enum { VEC_STEP = 8 };

static inline size_t
vec_plain_run(const char *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t v, quote, back, stop;

	/* A borrow spoils bytes above a match only, and the lowest match counts. */
	memcpy(&v, p, sizeof v);
	quote = v ^ ones * '"';
	back = v ^ ones * '\\';
	stop = (v | (v - ones * 0x20) | ((quote - ones) & ~quote) | ((back - ones) & ~back)) & high;
	return stop != 0 ? (size_t)__builtin_ctzll(stop) / 8 : VEC_STEP;
#else
	size_t n = 0;

	while (n < VEC_STEP && vec_is_plain((unsigned char)p[n]))
		n++;
	return n;
#endif
}

static inline size_t
vec_space_run(const char *p)
{
	size_t n = 0;

	while (n < VEC_STEP && ascii_is_space(p[n]))
		n++;
	return n;
}

static inline struct vec_marks
vec_marks(const char *p)
{
	struct vec_marks m = {0, 0, 0, 0};

	for (int i = 0; i < VEC_BLOCK; i++) {
		m.quote |= (uint64_t)(p[i] == '"') << i;
		m.back |= (uint64_t)(p[i] == '\\') << i;
		m.open |= (uint64_t)((p[i] | 0x20) == '{') << i;
		m.close |= (uint64_t)((p[i] | 0x20) == '}') << i;
	}
	return m;
}

static inline uint64_t
vec_three(const char *p, char a, char b, size_t last, char c)
{
	uint64_t bits = 0;

	for (int i = 0; i < VEC_BLOCK; i++)
		bits |= (uint64_t)(p[i] == a && p[i + 1] == b && p[(size_t)i + last] == c) << i;
	return bits;
}

static inline uint64_t
vec_equal(const char *p, char c)
{
	uint64_t bits = 0;

	for (int i = 0; i < VEC_BLOCK; i++)
		bits |= (uint64_t)(p[i] == c) << i;
	return bits;
}

static inline struct vec_tokens
vec_tokens(const char *p)
{
	struct vec_tokens t = {0, 0, 0};

	for (int i = 0; i < VEC_BLOCK; i++) {
		t.quote |= (uint64_t)(p[i] == '"') << i;
		t.back |= (uint64_t)(p[i] == '\\') << i;
		t.bracket |= (uint64_t)((p[i] | VEC_BRACKETS) == 0x7f) << i;
	}
	return t;
}

static inline size_t
vec_first(uint64_t bits)
{
	return bits == 0 ? 0 : (size_t)__builtin_ctzll(bits);
}

static inline uint64_t
vec_xor_from_left(uint64_t x)
{
	return vec_xor_by_shifts(x);
}

#endif
