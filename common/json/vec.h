/*
 * vec.h - what each vec_*.h offers: a few questions about the bytes of a JSON text, answered with
 * the instructions of one kind of processor. A file includes one of them.
 *
 *	VEC_TARGET            what the compiler must know of a function that uses them
 *	VEC_STEP              the bytes from p on that a run looks at
 *	vec_plain_run(p)      how many of them, from the first on, are plain in a string
 *	vec_space_run(p)      how many are white space
 *	vec_marks(p)          where in a block of VEC_BLOCK bytes quotes, backslashes, brackets are
 *	vec_classes(p)        the same, and more; where VEC_CLASSES is defined, that is, where so
 *	                      many masks cost little
 *	vec_equal(p, c)       where in a block the byte is c
 *	vec_tokens(p)         where in a block quotes, backslashes, brackets are
 *	vec_first(bits)       the lowest bit's number; anything, if there is none
 *	vec_gather(bits, at)  those at these places, side by side from bit 0 on; vec_scatter() puts them
 *	                      there again; both where VEC_CLASSES is defined
 *	VEC_LANES             how many masks are worked on at once; likewise
 *	vec_three(p, a, b, last, c)
 *	                      where in a block a byte is a, the next one b and the one `last` behind
 *	                      it c; reads up to `last` bytes behind the block
 *	vec_xor_from_left(x)  bit i of the result is the XOR of the bits 0 to i
 *
 * vec_base.h is the one that every processor of the target has.
 */
#ifndef GC_VEC_H
#define GC_VEC_H

#include "base/base.h"

enum { VEC_BLOCK = 64 };

/* Bit i stands for byte i. Brackets are braces, too: these differ in the bit 0x20 only. */
struct vec_marks {
	uint64_t quote, back, open, close;
};

/* The same, and `brace`: of the brackets those that are braces. Odd: below 0x20 or from 0x80 up. */
struct vec_classes {
	uint64_t quote, back, open, close, brace, colon, comma, odd;
};

/*
 * Bracket: of either kind, if it is outside of strings and the text is JSON, which has nothing else
 * there that differs from one in these bits only.
 */
struct vec_tokens {
	uint64_t quote, back, bracket;
};

enum { VEC_BRACKETS = '{' ^ '}' ^ ('{' ^ '[') };

/* Plain: no quote, backslash, control or part of a non-ASCII character. */
static inline bool
vec_is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

static inline uint64_t
vec_xor_by_shifts(uint64_t x)
{
	for (int shift = 1; shift < VEC_BLOCK; shift *= 2)
		x ^= x << shift;
	return x;
}

#endif
