/* idset.c - a set of ids, each with its index */
#include "base/idset.h"
#include "base/mem.h"

enum { SLOTS_MIN = 64 };

static uint64_t
idset_mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

/*
 * As FNV-1a, but by words of 8 bytes, so that an id of 36 bytes costs five steps. The last word has
 * some bytes of the one before again.
 */
static uint32_t
idset_hash(struct slice id)
{
	uint64_t h = 0xcbf29ce484222325u ^ id.n, word = 0;

	if (id.n < sizeof word) {
		for (size_t i = 0; i < id.n; i++)
			word = word << 8 | (unsigned char)id.p[i];
		return (uint32_t)idset_mix(h, word);
	}
	for (size_t i = 0; i + sizeof word < id.n; i += sizeof word) {
		memcpy(&word, id.p + i, sizeof word);
		h = idset_mix(h, word);
	}
	memcpy(&word, id.p + id.n - sizeof word, sizeof word);
	return (uint32_t)idset_mix(h, word);
}

/* The slot of the id, or the free slot where it belongs. */
static size_t
idset_slot(const struct idset *s, struct slice id, uint32_t hash)
{
	size_t i = hash & (s->nslots - 1);

	while (s->slots[i] != 0) {
		size_t index = s->slots[i] - 1;
		if (s->keys[index].hash == hash && slice_eq(idset_id(s, index), id))
			break;
		i = (i + 1) & (s->nslots - 1);
	}
	return i;
}

/* At most half of the slots are in use, so that a search ends soon. */
static void
idset_make_room(struct idset *s)
{
	if (2 * (s->n + 1) <= s->nslots)
		return;
	free(s->slots);
	s->nslots = s->nslots == 0 ? SLOTS_MIN : 2 * s->nslots;
	s->slots = xcalloc(s->nslots, sizeof *s->slots);
	for (size_t i = 0; i < s->n; i++)
		s->slots[idset_slot(s, idset_id(s, i), s->keys[i].hash)] = (uint32_t)i + 1;
}

size_t
idset_add(struct idset *s, struct slice id)
{
	uint32_t hash = idset_hash(id);
	size_t slot;

	idset_make_room(s);
	slot = idset_slot(s, id, hash);
	if (s->slots[slot] != 0)
		return s->slots[slot] - 1;
	s->keys = xgrow(s->keys, &s->cap, s->n + 1, sizeof *s->keys);
	s->keys[s->n] = (struct idset_key){(uint32_t)s->bytes.n, (uint32_t)id.n, hash};
	buf_add_slice(&s->bytes, id);
	s->lengths[id.n > 0 ? (unsigned char)id.p[0] : 0] |= (uint64_t)1 << (id.n & 63);
	s->slots[slot] = (uint32_t)++s->n;
	return s->n - 1;
}

size_t
idset_lookup(const struct idset *s, struct slice id)
{
	size_t slot;

	if (s->n == 0)
		return IDSET_NONE;
	slot = idset_slot(s, id, idset_hash(id));
	return s->slots[slot] != 0 ? s->slots[slot] - 1 : IDSET_NONE;
}

void
idset_clear(struct idset *s)
{
	if (s->n == 0)
		return;
	memset(s->slots, 0, s->nslots * sizeof *s->slots);
	memset(s->lengths, 0, sizeof s->lengths);
	s->n = 0;
	buf_clear(&s->bytes);
}

void
idset_release(struct idset *s)
{
	free(s->keys);
	free(s->slots);
	buf_release(&s->bytes);
	*s = (struct idset)IDSET_INIT;
}
