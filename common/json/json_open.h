/*
 * json_open.h - where the container around a token begins, for the instructions of the vec_*.h that
 * was included before. Only core_*.c include it, after json_brackets.h. See find.h.
 *
 * 64 bytes at a time, backwards. As the token is not in a string, the quotes between a byte and the
 * token tell whether that byte is in one.
 */

/* The brackets of a block that are outside of strings, as bits. */
struct open_brackets {
	uint64_t open, close;
};

/*
 * The brackets of the block at p, of a text that begins at `begin`. *inside: all ones if the byte
 * behind the block is in a string; it becomes the same for the byte in front of it.
 */
static inline VEC_TARGET struct open_brackets
open_brackets(const char *begin, const char *p, uint64_t *inside)
{
	struct vec_marks m = vec_marks(p);
	const char *back = p;
	uint64_t in, escaped;

	while (back > begin && back[-1] == '\\')
		back--;
	escaped = (uint64_t)(p - back) & 1;
	if ((m.back | escaped) != 0)
		m.quote &= ~brackets_escaped(m.back, &escaped);
	in = vec_xor_from_left(m.quote); /* a bit is set if the number of quotes up to it is odd; */
	in ^= *inside ^ (0 - (in >> (VEC_BLOCK - 1))); /* and now, if that behind it is */
	*inside = 0 - ((in ^ m.quote) & 1);
	return (struct open_brackets){m.open & ~in, m.close & ~in};
}

static VEC_TARGET const char *
core_find_open(const char *begin, const char *p, size_t near)
{
	const char *from = p;
	uint64_t inside = 0;
	size_t depth = 0, n;

	for (; p > begin && (size_t)(from - p) < near; p -= n) {
		char first[VEC_BLOCK];
		struct open_brackets b;
		if ((size_t)(p - begin) >= VEC_BLOCK) {
			n = VEC_BLOCK;
			b = open_brackets(begin, p - n, &inside);
		} else {
			n = (size_t)(p - begin);
			memset(first, ' ', sizeof first);
			memcpy(first + VEC_BLOCK - n, begin, n);
			b = open_brackets(first, first, &inside);
		}
		for (uint64_t left = b.open | b.close; left != 0;) {
			int above = __builtin_clzll(left);
			uint64_t bit = UINT64_C(1) << (VEC_BLOCK - 1 - above);
			left ^= bit;
			if ((b.close & bit) != 0)
				depth++;
			else if (depth-- == 0)
				return p - 1 - above;
		}
	}
	return NULL;
}
