/*
 * json_brackets.h - where a container ends, if its text is JSON, for the instructions of the
 * vec_*.h that was included before. Only core_*.c include it.
 *
 * 64 bytes at a time: a byte each of four classes gives one bit in four masks; quotes that no
 * backslash escapes, XORed from the left, give the bits that are inside of strings; what brackets
 * remain are counted.
 */
struct brackets {
	uint64_t inside;  /* all ones: the block begins in a string */
	uint64_t escaped; /* 1: its first byte is escaped */
	size_t depth;
};

/* The bytes that a backslash escapes; *carry: whether the byte before the block escapes its first,
 * and the same for the next block. */
static inline uint64_t
brackets_escaped(uint64_t back, uint64_t *carry)
{
	uint64_t escaped = *carry;

	back &= ~*carry;
	*carry = 0;
	while (back != 0) {
		uint64_t bit = back & (0 - back);
		escaped |= bit << 1;
		*carry = bit >> (VEC_BLOCK - 1);
		back &= ~(bit | bit << 1);
	}
	return escaped;
}

/* How many bytes of the block at p belong to the container: VEC_BLOCK, unless it ends there. */
static inline VEC_TARGET size_t
brackets_pass_block(struct brackets *s, const char *p)
{
	struct vec_marks m = vec_marks(p);
	uint64_t inside;

	if ((m.back | s->escaped) != 0)
		m.quote &= ~brackets_escaped(m.back, &s->escaped);
	inside = vec_xor_from_left(m.quote) ^ s->inside;
	s->inside = 0 - (inside >> (VEC_BLOCK - 1));
	m.open &= ~inside;
	m.close &= ~inside;
	/* It can end here only if more close than are open. */
	if (s->depth > (size_t)__builtin_popcountll(m.close)) {
		s->depth += (size_t)__builtin_popcountll(m.open);
		s->depth -= (size_t)__builtin_popcountll(m.close);
		return VEC_BLOCK;
	}
	for (; m.close != 0; m.close &= m.close - 1) {
		uint64_t bit = m.close & (0 - m.close);
		uint64_t before = m.open & (bit - 1);
		s->depth += (size_t)__builtin_popcountll(before);
		m.open &= ~before;
		if (--s->depth == 0)
			return (size_t)__builtin_ctzll(bit) + 1;
	}
	s->depth += (size_t)__builtin_popcountll(m.open);
	return VEC_BLOCK;
}

/* To behind the end of the outermost container, or to the end of the text. */
static VEC_TARGET const char *
brackets_pass(struct brackets *s, const char *p, const char *end)
{
	char last[VEC_BLOCK];
	size_t n;

	while (end - p >= VEC_BLOCK) {
		n = brackets_pass_block(s, p);
		p += n;
		if (s->depth == 0)
			return p;
	}
	memset(last, ' ', sizeof last);
	memcpy(last, p, (size_t)(end - p));
	n = brackets_pass_block(s, last);
	return s->depth == 0 ? p + n : end;
}

static VEC_TARGET const char *
brackets_pass_container(const char *p, const char *end)
{
	struct brackets s = {0, 0, 0};

	return brackets_pass(&s, p, end);
}
