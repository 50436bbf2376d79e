/*
 * vec_pass.h - over the plain bytes of a JSON string, for reading and for writing, with the
 * instructions of the vec_*.h that was included before.
 */
#ifndef GC_VEC_PASS_H
#define GC_VEC_PASS_H

/* The first byte from p on that is not plain (vec_is_plain()), or end. */
static inline __attribute__((always_inline)) VEC_TARGET const char *
vec_pass_plain(const char *p, const char *end)
{
	while (__builtin_expect(end - p >= VEC_STEP, 1)) {
		size_t n = vec_plain_run(p);
		p += n;
		if (n < VEC_STEP)
			return p;
	}
	while (p < end && vec_is_plain((unsigned char)*p))
		p++;
	return p;
}

static inline uint64_t
vec_pass_word(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

/* Whether a byte of the word is not plain. A borrow reaches only beyond a byte that is not. */
static inline bool
vec_word_is_special(uint64_t v)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t quote = v ^ ones * '"', back = v ^ ones * '\\';

	return ((v | (v - ones * 0x20) | ((quote - ones) & ~quote) | ((back - ones) & ~back)) &
		   high) != 0;
}

/* Whether all of a text is plain. The last step looks at some bytes again instead of one by one. */
static inline __attribute__((always_inline)) VEC_TARGET bool
vec_all_plain(const char *p, size_t n)
{
	size_t i = 0;

	if (n >= VEC_STEP) {
		for (; n - i > VEC_STEP; i += VEC_STEP)
			if (vec_plain_run(p + i) < VEC_STEP)
				return false;
		return vec_plain_run(p + n - VEC_STEP) == VEC_STEP;
	}
	if (n >= sizeof(uint64_t)) {
		for (; n - i > sizeof(uint64_t); i += sizeof(uint64_t))
			if (vec_word_is_special(vec_pass_word(p + i)))
				return false;
		return !vec_word_is_special(vec_pass_word(p + n - sizeof(uint64_t)));
	}
	while (i < n && vec_is_plain((unsigned char)p[i]))
		i++;
	return i == n;
}

#endif
