/* vec_neon.h - the bytes of a JSON text with NEON, which every AArch64 has; see vec.h */
#ifndef GC_VEC_NEON_H
#define GC_VEC_NEON_H

#include <arm_neon.h>

#include "json/vec.h"

#define VEC_TARGET
enum { VEC_STEP = 16 };

static inline uint8x16_t
vec_load(const char *p)
{
	return vld1q_u8((const uint8_t *)p);
}

/* How many bytes there are before the first one that is set: each becomes four bits. */
static inline size_t
vec_before(uint8x16_t stop)
{
	uint8x8_t narrow = vshrn_n_u16(vreinterpretq_u16_u8(stop), 4);
	uint64_t bits = vget_lane_u64(vreinterpret_u64_u8(narrow), 0);

	return bits != 0 ? (size_t)__builtin_ctzll(bits) / 4 : VEC_STEP;
}

static inline size_t
vec_plain_run(const char *p)
{
	uint8x16_t v = vec_load(p);
	uint8x16_t special = vorrq_u8(vceqq_u8(v, vdupq_n_u8('"')), vceqq_u8(v, vdupq_n_u8('\\')));
	uint8x16_t outside = vorrq_u8(vcltq_u8(v, vdupq_n_u8(0x20)), vcgeq_u8(v, vdupq_n_u8(0x80)));

	return vec_before(vorrq_u8(special, outside));
}

static inline size_t
vec_space_run(const char *p)
{
	uint8x16_t v = vec_load(p);
	uint8x16_t blank = vorrq_u8(vceqq_u8(v, vdupq_n_u8(' ')), vceqq_u8(v, vdupq_n_u8('\t')));
	uint8x16_t line = vorrq_u8(vceqq_u8(v, vdupq_n_u8('\n')), vceqq_u8(v, vdupq_n_u8('\r')));

	return vec_before(vmvnq_u8(vorrq_u8(blank, line)));
}

/* One bit for each byte of four vectors, by three additions of neighbours. */
static inline uint64_t
vec_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d)
{
	static const uint8_t weights[16] = {
	    1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t w = vld1q_u8(weights);
	uint8x16_t ab = vpaddq_u8(vandq_u8(a, w), vandq_u8(b, w));
	uint8x16_t cd = vpaddq_u8(vandq_u8(c, w), vandq_u8(d, w));
	uint8x16_t all = vpaddq_u8(ab, cd);

	all = vpaddq_u8(all, all);
	return vgetq_lane_u64(vreinterpretq_u64_u8(all), 0);
}

struct vec_four {
	uint8x16_t v[VEC_BLOCK / VEC_STEP];
};

static inline struct vec_four
vec_load_four(const char *p)
{
	return (struct vec_four){{vec_load(p), vec_load(p + VEC_STEP), vec_load(p + 2 * VEC_STEP),
	    vec_load(p + 3 * VEC_STEP)}};
}

static inline uint8x16_t
vec_three_at(const char *p, char a, char b, size_t last, char c)
{
	uint8x16_t two = vandq_u8(vceqq_u8(vec_load(p), vdupq_n_u8((uint8_t)a)),
	    vceqq_u8(vec_load(p + 1), vdupq_n_u8((uint8_t)b)));

	return vandq_u8(two, vceqq_u8(vec_load(p + last), vdupq_n_u8((uint8_t)c)));
}

static inline uint64_t
vec_three(const char *p, char a, char b, size_t last, char c)
{
	return vec_bits(vec_three_at(p, a, b, last, c), vec_three_at(p + VEC_STEP, a, b, last, c),
	    vec_three_at(p + 2 * VEC_STEP, a, b, last, c),
	    vec_three_at(p + 3 * VEC_STEP, a, b, last, c));
}

static inline struct vec_four
vec_fold_four(struct vec_four f)
{
	for (int i = 0; i < VEC_BLOCK / VEC_STEP; i++)
		f.v[i] = vorrq_u8(f.v[i], vdupq_n_u8(0x20));
	return f;
}

static inline uint64_t
vec_four_equal(struct vec_four f, char c)
{
	uint8x16_t with = vdupq_n_u8((uint8_t)c);

	return vec_bits(vceqq_u8(f.v[0], with), vceqq_u8(f.v[1], with), vceqq_u8(f.v[2], with),
	    vceqq_u8(f.v[3], with));
}

static inline uint64_t
vec_equal(const char *p, char c)
{
	return vec_four_equal(vec_load_four(p), c);
}

static inline struct vec_marks
vec_marks(const char *p)
{
	struct vec_four f = vec_load_four(p), folded = vec_fold_four(f);

	return (struct vec_marks){vec_four_equal(f, '"'), vec_four_equal(f, '\\'),
	    vec_four_equal(folded, '{'), vec_four_equal(folded, '}')};
}

static inline struct vec_tokens
vec_tokens(const char *p)
{
	struct vec_four f = vec_load_four(p), differ = f;

	for (int i = 0; i < VEC_BLOCK / VEC_STEP; i++)
		differ.v[i] = vorrq_u8(f.v[i], vdupq_n_u8(VEC_BRACKETS));
	return (struct vec_tokens){
	    vec_four_equal(f, '"'), vec_four_equal(f, '\\'), vec_four_equal(differ, 0x7f)};
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
