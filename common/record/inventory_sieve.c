/* inventory_sieve.c - which objects an inventory keeps */
#include "base/hash.h"
#include "base/mem.h"
#include "record/inventory_sieve.h"

enum { PASSED_MIN = 1024 };

uint32_t
inventory_division_of(struct inventory *inv, uint32_t id, uint32_t name)
{
	const uint32_t pair[] = {id, name};
	size_t before = inv->pairs.n,
	       i = idset_add(&inv->pairs, slice_of((const char *)pair, sizeof pair));

	inv->divisions =
	    xgrow(inv->divisions, &inv->divisions_cap, inv->pairs.n, sizeof *inv->divisions);
	if (inv->pairs.n > before)
		inv->divisions[i] = (struct inventory_division){id, name, 0};
	return (uint32_t)i;
}

/* Two objects with one hash would be one: among a million, once in ten million inventories. */
static uint64_t
inventory_hash(struct slice type, struct slice id)
{
	uint64_t h = hash_add(hash_byte(hash_add(HASH_INIT, type), '\n'), id);

	h = (h ^ h >> 33) * 0xff51afd7ed558ccdU;
	h ^= h >> 33;
	return h != 0 ? h : 1;
}

static struct inventory_passed *
inventory_passed_slot(const struct inventory *inv, uint64_t hash)
{
	size_t i = (size_t)hash & (inv->nslots - 1);

	while (inv->passed[i].hash != 0 && inv->passed[i].hash != hash)
		i = (i + 1) & (inv->nslots - 1);
	return &inv->passed[i];
}

/* At most three quarters of the slots are in use, so that a search ends soon. */
static void
inventory_passed_room(struct inventory *inv)
{
	struct inventory_passed *old = inv->passed;
	size_t n = inv->nslots;

	if (4 * (inv->npassed + 1) <= 3 * n)
		return;
	inv->nslots = n == 0 ? PASSED_MIN : 2 * n;
	inv->passed = xcalloc(inv->nslots, sizeof *inv->passed);
	for (size_t i = 0; i < n; i++)
		if (old[i].hash != 0)
			*inventory_passed_slot(inv, old[i].hash) = old[i];
	free(old);
}

/* Count the object for its division, in place of an earlier record of it. */
static void
inventory_pass(struct inventory *inv, struct slice type, struct slice id, uint32_t division)
{
	struct inventory_passed *p;
	uint64_t hash = inventory_hash(type, id);

	inv->divisions[division].objects++;
	if (id.n == 0)
		return;
	inventory_passed_room(inv);
	p = inventory_passed_slot(inv, hash);
	if (p->hash != 0)
		inv->divisions[p->division].objects--;
	else
		inv->npassed++;
	*p = (struct inventory_passed){hash, division};
}

/* Whether a listing has the object already, so that a result tells nothing about it. */
static bool
inventory_has_passed(const struct inventory *inv, struct slice type, struct slice id)
{
	return inv->nslots > 0 && inventory_passed_slot(inv, inventory_hash(type, id))->hash != 0;
}

bool
inventory_sift(struct inventory *inv, const struct members *m, struct slice type, bool told)
{
	struct buf plain[3] = {BUF_INIT, BUF_INIT, BUF_INIT};
	struct slice id = members_text(m, "id", &plain[0]),
		     name = members_text(m, "name", &plain[1]),
		     email = members_text(m, "email", &plain[2]);
	bool keep = idset_find(&inv->types, type) == IDSET_NONE ||
		    (id.n > 0 && idset_find(&inv->texts, id) != IDSET_NONE) ||
		    slice_is(type, "division") || inv->keeps(inv->user, id, name, email);

	if (told) {
		keep = keep && !inventory_has_passed(inv, type, id);
	} else {
		uint32_t division = inventory_keep(inv, members_string_in(m, "division", "id")),
			 called = inventory_keep(inv, members_string_in(m, "division", "name"));
		inventory_pass(inv, type, id, inventory_division_of(inv, division, called));
	}
	if (keep)
		idset_add(&inv->types, type);
	for (size_t i = 0; i < COUNT_OF(plain); i++)
		buf_release(&plain[i]);
	return keep;
}
