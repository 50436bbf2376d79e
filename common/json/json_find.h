/*
 * json_find.h - search for a few short texts at once, for the instructions of the vec_*.h that was
 * included before. Only core_*.c include it. See find.h.
 */

/* Which of them begins at p; n: none. */
static inline VEC_TARGET size_t
core_find_at(const char *p, const char *end, const struct slice *any, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((size_t)(end - p) >= any[i].n && p[1] == any[i].p[1] &&
		    memcmp(p, any[i].p, any[i].n) == 0)
			return i;
	return n;
}

static VEC_TARGET const char *
core_find(const char *p, const char *end, const struct slice *any, size_t n, size_t *which)
{
	size_t longest = 0;

	for (size_t i = 0; i < n; i++)
		longest = any[i].n > longest ? any[i].n : longest;
	for (; (size_t)(end - p) >= VEC_BLOCK + longest; p += VEC_BLOCK) {
		uint64_t begins = 0;
		for (size_t i = 0; i < n; i++)
			begins |= vec_three(
			    p, any[i].p[0], any[i].p[1], any[i].n - 1, any[i].p[any[i].n - 1]);
		for (; begins != 0; begins &= begins - 1) {
			const char *found = p + __builtin_ctzll(begins);
			if ((*which = core_find_at(found, end, any, n)) < n)
				return found;
		}
	}
	for (; p < end; p++)
		if ((*which = core_find_at(p, end, any, n)) < n)
			return p;
	return NULL;
}
