/* tally.c - counters by name */
#include "base/hash.h"
#include "base/mem.h"
#include "faults/tally.h"

enum { FIRST_SLOTS = 64 };

static size_t
tally_hash(const char *s)
{
	uint64_t h = hash_add(HASH_INIT, slice_str(s));

	return (size_t)(h ^ h >> 32);
}

/* Where the name is, or the free place where it belongs. */
static struct tally_entry *
tally_place(const struct tally *t, const char *name)
{
	size_t i = tally_hash(name) & (t->slots - 1);

	while (t->v[i].name != NULL && strcmp(t->v[i].name, name) != 0)
		i = (i + 1) & (t->slots - 1);
	return &t->v[i];
}

static void
tally_grow(struct tally *t)
{
	struct tally old = *t;

	t->slots = old.slots > 0 ? old.slots * 2 : FIRST_SLOTS;
	t->v = xcalloc(t->slots, sizeof *t->v);
	for (size_t i = 0; i < old.slots; i++)
		if (old.v[i].name != NULL)
			*tally_place(t, old.v[i].name) = old.v[i];
	free(old.v);
}

unsigned long *
tally_of(struct tally *t, const char *name)
{
	struct tally_entry *e;

	if (t->n * 2 >= t->slots)
		tally_grow(t);
	e = tally_place(t, name);
	if (e->name == NULL) {
		e->name = xstrdup(name);
		t->n++;
	}
	return &e->count;
}

void
tally_release(struct tally *t)
{
	for (size_t i = 0; i < t->slots; i++)
		free(t->v[i].name);
	free(t->v);
	*t = (struct tally){NULL, 0, 0};
}
