/* vec_sse2.h - the bytes of a JSON text with SSE2, which every x86-64 has; see vec.h */
#ifndef GC_VEC_SSE2_H
#define GC_VEC_SSE2_H

#include <emmintrin.h>

#include "json/vec.h"

#define VEC_TARGET
enum { VEC_STEP = 16 };

static inline __m128i
vec_load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* How many bytes there are before the first one that is set. */
static inline size_t
vec_before(__m128i stop)
{
	return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(stop) | 1U << VEC_STEP);
}

static inline size_t
vec_plain_run(const char *p)
{
	const __m128i quote = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\');
	__m128i v = vec_load(p);

	/* signed: bytes from 0x80 up are negative, so they are less than a space too */
	return vec_before(_mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(0x20)),
	    _mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, back))));
}

static inline size_t
vec_space_run(const char *p)
{
	__m128i v = vec_load(p);
	__m128i space = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')),
					 _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'))),
	    _mm_or_si128(
		_mm_cmpeq_epi8(v, _mm_set1_epi8('\t')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\r'))));

	return vec_before(_mm_xor_si128(space, _mm_set1_epi8(-1)));
}

static inline uint64_t
vec_bits(__m128i v, int i)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(v) << i;
}

static inline struct vec_marks
vec_marks(const char *p)
{
	const __m128i quote = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\');
	const __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
	const __m128i fold = _mm_set1_epi8(0x20);
	struct vec_marks m = {0, 0, 0, 0};

	for (int i = 0; i < VEC_BLOCK; i += VEC_STEP) {
		__m128i v = vec_load(p + i), f = _mm_or_si128(v, fold);
		m.quote |= vec_bits(_mm_cmpeq_epi8(v, quote), i);
		m.back |= vec_bits(_mm_cmpeq_epi8(v, back), i);
		m.open |= vec_bits(_mm_cmpeq_epi8(f, open), i);
		m.close |= vec_bits(_mm_cmpeq_epi8(f, close), i);
	}
	return m;
}

static inline uint64_t
vec_three(const char *p, char a, char b, size_t last, char c)
{
	const __m128i va = _mm_set1_epi8(a), vb = _mm_set1_epi8(b), vc = _mm_set1_epi8(c);
	uint64_t bits = 0;

	for (int i = 0; i < VEC_BLOCK; i += VEC_STEP) {
		__m128i two = _mm_and_si128(
		    _mm_cmpeq_epi8(vec_load(p + i), va), _mm_cmpeq_epi8(vec_load(p + i + 1), vb));
		bits |= vec_bits(_mm_and_si128(two, _mm_cmpeq_epi8(vec_load(p + i + last), vc)), i);
	}
	return bits;
}

static inline uint64_t
vec_equal(const char *p, char c)
{
	const __m128i with = _mm_set1_epi8(c);
	uint64_t bits = 0;

	for (int i = 0; i < VEC_BLOCK; i += VEC_STEP)
		bits |= vec_bits(_mm_cmpeq_epi8(vec_load(p + i), with), i);
	return bits;
}

static inline struct vec_tokens
vec_tokens(const char *p)
{
	const __m128i quote = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\');
	const __m128i differ = _mm_set1_epi8(VEC_BRACKETS), bracket = _mm_set1_epi8(0x7f);
	struct vec_tokens t = {0, 0, 0};

	for (int i = 0; i < VEC_BLOCK; i += VEC_STEP) {
		__m128i v = vec_load(p + i);
		t.quote |= vec_bits(_mm_cmpeq_epi8(v, quote), i);
		t.back |= vec_bits(_mm_cmpeq_epi8(v, back), i);
		t.bracket |= vec_bits(_mm_cmpeq_epi8(_mm_or_si128(v, differ), bracket), i);
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
