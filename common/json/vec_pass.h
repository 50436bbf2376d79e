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

#endif
