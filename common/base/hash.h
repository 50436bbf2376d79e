/*
 * hash.h - FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): tells texts apart.
 *
 *	h = hash_add(HASH_INIT, slice_str("ab"));
 *	h = hash_add(h, slice_str("c"));          // the same as that of "abc"
 *
 * Do not use it for texts that an attacker may choose: collisions are easy to make. The low bits
 * depend on all bytes, the high bits less so.
 */
#ifndef GC_HASH_H
#define GC_HASH_H

#include "base/slice.h"

#define HASH_INIT UINT64_C(0xcbf29ce484222325)

static inline uint64_t
hash_byte(uint64_t h, unsigned char c)
{
	return (h ^ c) * UINT64_C(0x100000001b3);
}

static inline uint64_t
hash_add(uint64_t h, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		h = hash_byte(h, (unsigned char)s.p[i]);
	return h;
}

#endif
