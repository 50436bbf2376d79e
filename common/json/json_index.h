/*
 * json_index.h - the search of token_index.h, for the instructions of the vec_*.h that was included
 * before. Only core_*.c include it, after json_brackets.h.
 */
#include "json/token_index.h"

/* The tokens of the block that is read at `look`, as bits. */
static inline VEC_TARGET uint64_t
index_block(struct token_index_ahead *x, const char *look)
{
	struct vec_tokens t = vec_tokens(look);
	uint64_t in;

	if ((t.back | x->escaped) != 0) {
		uint64_t escaped = brackets_escaped(t.back, &x->escaped);
		t.quote &= ~escaped;
		t.back &= ~escaped;
	}
	in = vec_xor_from_left(t.quote) ^ x->inside;
	x->inside = 0 - (in >> (VEC_BLOCK - 1));
	return t.quote | t.back | (t.bracket & ~in);
}

#define INDEX_ONE(i)                 \
	at[i] = p + vec_first(bits); \
	bits &= bits - 1;
#define INDEX_FOUR(i) INDEX_ONE(i) INDEX_ONE((i) + 1) INDEX_ONE((i) + 2) INDEX_ONE((i) + 3)

/*
 * Bits to pointers. Few blocks have more than 20, and to write what is not there costs less than a
 * branch for each.
 */
static inline VEC_TARGET size_t
index_add(const char **at, const char *p, uint64_t bits)
{
	size_t n = (size_t)__builtin_popcountll(bits);

	INDEX_FOUR(0)
	INDEX_FOUR(4)
	INDEX_FOUR(8)
	INDEX_FOUR(12)
	INDEX_FOUR(16)
	for (size_t i = 20; i < n; i += 4) {
		INDEX_FOUR(i)
	}
	return n;
}

#undef INDEX_FOUR
#undef INDEX_ONE

/* Behind the first `kept` tokens. Returns how many there are then. */
static VEC_TARGET size_t
core_index(struct token_index_ahead *x, size_t kept)
{
	const char *p = x->p, *stop = p + TOKEN_INDEX_BYTES, *look;
	size_t n = kept;
	char last[VEC_BLOCK];

	for (; p < x->end && (p < stop || n < TOKEN_INDEX_KEPT); p += VEC_BLOCK) {
		look = p;
		if (x->end - p < VEC_BLOCK) {
			memset(last, ' ', sizeof last);
			memcpy(last, p, (size_t)(x->end - p));
			look = last;
		}
		n += index_add(x->at + n, p, index_block(x, look));
	}
	x->p = p;
	return n;
}

/* Behind the container whose end is not in the index; so many levels are open there. */
static VEC_TARGET const char *
core_pass_open(struct token_index_ahead *x, size_t depth)
{
	struct brackets s = {x->inside, x->escaped, depth};

	return brackets_pass(&s, x->p, x->end);
}
