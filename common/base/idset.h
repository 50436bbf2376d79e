/*
 * idset.h - a set of ids (any strings), each with its index: 0 for the first one added, then 1, …
 *
 *	struct idset s = IDSET_INIT;
 *	i = idset_add(&s, id);                  // copied in; a known id keeps its index
 *	i = idset_find(&s, text);               // the whole text is an id of the set, or IDSET_NONE
 *	idset_release(&s);
 *
 * Made for looking up millions of strings. A table of first bytes and lengths (modulo 64) rejects
 * most of them before anything is hashed. A lookup allocates nothing. Keep attributes of an id in
 * an array of your own, by index. Ids are compared byte by byte, so decode a JSON string with
 * escapes before you look it up.
 *
 * Memory: the ids' bytes, and about 32 bytes for each. At most 2^31 ids and 1 GiB of bytes.
 */
#ifndef GC_IDSET_H
#define GC_IDSET_H

#include "base/base.h"
#include "base/buf.h"
#include "base/slice.h"

struct idset_key {
	uint32_t at, len; /* the id, in `bytes` */
	uint32_t hash;
};

struct idset {
	struct idset_key *keys; /* by index */
	size_t n, cap;
	uint32_t *slots; /* open addressing: index + 1, 0 = free; a power of two of them */
	size_t nslots;
	struct buf bytes;
	uint64_t lengths[256]; /* by first byte: the lengths (modulo 64) that occur */
};

#define IDSET_NONE SIZE_MAX

/* clang-format off */
#define IDSET_INIT {NULL, 0, 0, NULL, 0, BUF_INIT, {0}}
/* clang-format on */

size_t idset_add(struct idset *s, struct slice id);
size_t idset_lookup(const struct idset *s, struct slice id); /* without the table of first bytes */
void idset_clear(struct idset *s);                           /* empty, memory kept */
void idset_release(struct idset *s);

static inline size_t
idset_find(const struct idset *s, struct slice id)
{
	unsigned char first = id.n > 0 ? (unsigned char)id.p[0] : 0;

	if ((s->lengths[first] >> (id.n & 63) & 1) == 0)
		return IDSET_NONE;
	return idset_lookup(s, id);
}

/* The id of an index; valid until the next idset_add(). */
static inline struct slice
idset_id(const struct idset *s, size_t index)
{
	return slice_of(s->bytes.p + s->keys[index].at, s->keys[index].len);
}

#endif
