/* vec_avx2.h - the bytes of a JSON text with AVX2, which is asked for at run time; see vec.h */
#ifndef GC_VEC_AVX2_H
#define GC_VEC_AVX2_H

#include <immintrin.h>

#include "json/vec.h"

#define VEC_TARGET  __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul")))
#define VEC_INLINE  VEC_TARGET __attribute__((always_inline))
#define VEC_CLASSES 1
#define VEC_LANES   4
enum { VEC_STEP = 32 };

VEC_INLINE static inline __m256i
vec_load(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

VEC_INLINE static inline uint64_t
vec_bits(__m256i v)
{
	return (uint64_t)(unsigned)_mm256_movemask_epi8(v);
}

/* Constants in memory: to make them costs as much as a short string, or a quarter of a block. */
#define VEC_4(c)  c, c, c, c
#define VEC_32(c) VEC_4(c), VEC_4(c), VEC_4(c), VEC_4(c), VEC_4(c), VEC_4(c), VEC_4(c), VEC_4(c)

static const char vec_quote[] = {VEC_32('"')}, vec_back[] = {VEC_32('\\')};
static const char vec_open[] = {VEC_32('{')}, vec_close[] = {VEC_32('}')};
static const char vec_colon[] = {VEC_32(':')}, vec_comma[] = {VEC_32(',')};
static const char vec_space[] = {VEC_32(0x20)}; /* also the bit that differs in [ and {, ] and } */

VEC_INLINE static inline size_t
vec_plain_run(const char *p)
{
	__m256i v = vec_load(p);
	/* signed: bytes from 0x80 up are negative, so they are less than a space too */
	__m256i stop = _mm256_or_si256(_mm256_cmpgt_epi8(vec_load(vec_space), v),
	    _mm256_or_si256(_mm256_cmpeq_epi8(v, vec_load(vec_quote)),
		_mm256_cmpeq_epi8(v, vec_load(vec_back))));

	return (size_t)__builtin_ctzll(vec_bits(stop) | UINT64_C(1) << VEC_STEP);
}

VEC_INLINE static inline size_t
vec_space_run(const char *p)
{
	__m256i v = vec_load(p);
	__m256i space = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(' ')),
					    _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\n'))),
	    _mm256_or_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\t')),
		_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\r'))));

	return (size_t)__builtin_ctzll(~vec_bits(space));
}

#define VEC_EQUAL(bytes)                                     \
	(vec_bits(_mm256_cmpeq_epi8(low, vec_load(bytes))) | \
	    vec_bits(_mm256_cmpeq_epi8(high, vec_load(bytes))) << 32)

VEC_INLINE static inline struct vec_classes
vec_classes(const char *p)
{
	__m256i low = vec_load(p), high = vec_load(p + VEC_STEP);
	struct vec_classes c = {.quote = VEC_EQUAL(vec_quote),
	    .back = VEC_EQUAL(vec_back),
	    .colon = VEC_EQUAL(vec_colon),
	    .comma = VEC_EQUAL(vec_comma)};

	/* signed: bytes from 0x80 up are negative */
	c.odd = vec_bits(_mm256_cmpgt_epi8(vec_load(vec_space), low)) |
		vec_bits(_mm256_cmpgt_epi8(vec_load(vec_space), high)) << 32;
	c.brace = vec_bits(_mm256_slli_epi16(low, 2)) | vec_bits(_mm256_slli_epi16(high, 2)) << 32;
	low = _mm256_or_si256(low, vec_load(vec_space));
	high = _mm256_or_si256(high, vec_load(vec_space));
	c.open = VEC_EQUAL(vec_open);
	c.close = VEC_EQUAL(vec_close);
	return c;
}

VEC_INLINE static inline struct vec_marks
vec_marks(const char *p)
{
	__m256i low = vec_load(p), high = vec_load(p + VEC_STEP);
	struct vec_marks m = {.quote = VEC_EQUAL(vec_quote), .back = VEC_EQUAL(vec_back)};

	low = _mm256_or_si256(low, vec_load(vec_space));
	high = _mm256_or_si256(high, vec_load(vec_space));
	m.open = VEC_EQUAL(vec_open);
	m.close = VEC_EQUAL(vec_close);
	return m;
}

VEC_INLINE static inline __m256i
vec_three_at(const char *p, char a, char b, size_t last, char c)
{
	__m256i two = _mm256_and_si256(_mm256_cmpeq_epi8(vec_load(p), _mm256_set1_epi8(a)),
	    _mm256_cmpeq_epi8(vec_load(p + 1), _mm256_set1_epi8(b)));

	return _mm256_and_si256(two, _mm256_cmpeq_epi8(vec_load(p + last), _mm256_set1_epi8(c)));
}

VEC_INLINE static inline uint64_t
vec_three(const char *p, char a, char b, size_t last, char c)
{
	return vec_bits(vec_three_at(p, a, b, last, c)) |
	       vec_bits(vec_three_at(p + VEC_STEP, a, b, last, c)) << 32;
}

VEC_INLINE static inline uint64_t
vec_equal(const char *p, char c)
{
	const __m256i with = _mm256_set1_epi8(c);

	return vec_bits(_mm256_cmpeq_epi8(vec_load(p), with)) |
	       vec_bits(_mm256_cmpeq_epi8(vec_load(p + VEC_STEP), with)) << 32;
}

VEC_INLINE static inline struct vec_tokens
vec_tokens(const char *p)
{
	const __m256i quote = _mm256_set1_epi8('"'), back = _mm256_set1_epi8('\\');
	const __m256i differ = _mm256_set1_epi8(VEC_BRACKETS), bracket = _mm256_set1_epi8(0x7f);
	__m256i low = vec_load(p), high = vec_load(p + VEC_STEP);
	__m256i lowd = _mm256_or_si256(low, differ), highd = _mm256_or_si256(high, differ);

	return (struct vec_tokens){vec_bits(_mm256_cmpeq_epi8(low, quote)) |
				       vec_bits(_mm256_cmpeq_epi8(high, quote)) << 32,
	    vec_bits(_mm256_cmpeq_epi8(low, back)) | vec_bits(_mm256_cmpeq_epi8(high, back)) << 32,
	    vec_bits(_mm256_cmpeq_epi8(lowd, bracket)) | vec_bits(_mm256_cmpeq_epi8(highd, bracket))
							     << 32};
}

VEC_INLINE static inline size_t
vec_first(uint64_t bits)
{
	return (size_t)_tzcnt_u64(bits);
}

VEC_INLINE static inline uint64_t
vec_gather(uint64_t bits, uint64_t from)
{
	return _pext_u64(bits, from);
}

VEC_INLINE static inline uint64_t
vec_scatter(uint64_t bits, uint64_t to)
{
	return _pdep_u64(bits, to);
}

/* A product without carries with all ones. */
VEC_INLINE static inline uint64_t
vec_xor_from_left(uint64_t x)
{
	__m128i product =
	    _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)x), _mm_set1_epi8(-1), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

#endif
