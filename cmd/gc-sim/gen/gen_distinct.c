/* gen_distinct.c - no two of a type have the same name */
#include "gen/gen_distinct.h"

#include "base/hash.h"
#include "base/mem.h"

#include <ctype.h>

static uint64_t
distinct_hash(uint64_t h, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = hash_byte(h, (unsigned char)tolower((unsigned char)s[i]));
	return h ^ h >> 29;
}

/*
 * False if it was there already. If two names have the same 64-bit hash, one gets a number that it
 * does not need.
 */
static bool
distinct_put(struct distinct *u, uint64_t h)
{
	size_t i = (size_t)h & (u->slots - 1);

	for (; u->seen[i] != 0; i = (i + 1) & (u->slots - 1))
		if (u->seen[i] == h)
			return false;
	u->seen[i] = h;
	u->n++;
	return true;
}

static void
distinct_grow(struct distinct *u)
{
	struct distinct bigger = {NULL, 0, u->slots == 0 ? 1024 : u->slots * 2};

	bigger.seen = xcalloc(bigger.slots, sizeof(*bigger.seen));
	for (size_t i = 0; i < u->slots; i++)
		if (u->seen[i] != 0)
			distinct_put(&bigger, u->seen[i]);
	free(u->seen);
	*u = bigger;
}

void
gen_distinct_name(struct distinct *u, const char *type, struct buf *name)
{
	uint64_t seed = distinct_hash(HASH_INIT, type, strlen(type));
	const char *joint =
	    strchr(name->p, '_') != NULL && strchr(name->p, ' ') == NULL ? "_" : " ";
	size_t len = name->n;

	if (u->n * 2 >= u->slots)
		distinct_grow(u);
	for (size_t i = 2; !distinct_put(u, distinct_hash(seed, name->p, name->n) | 1); i++) {
		name->n = len;
		buf_printf(name, "%s%zu", joint, i);
	}
}

void
gen_distinct_release(struct distinct *u)
{
	free(u->seen);
	*u = (struct distinct){NULL, 0, 0};
}
