/*
 * inventory.h - what an org has: its objects and flows, found by type and id or type and name.
 *
 *	struct inventory inv = INVENTORY_INIT;
 *	inventory_load(&inv, "target.ndjson");   // `object` and `flow` records; "-" is stdin
 *	o = inventory_by_id(&inv, type, id);     // or NULL
 *	name = inventory_text(&inv, o->name);
 *	inventory_release(&inv);
 *
 * Flow records are objects of their reference type (flowtype.h). A result record of gc-put, with the
 * status `done`, tells that its flow or object is there, whether or not a listing has it already;
 * it does not replace a listing's record. Other kinds are skipped. More
 * than one file may be loaded. If a (type, id) occurs twice, the last one counts, so newer
 * records can be appended to a listing. Searches give objects in the order of the files.
 *
 * Texts are kept decoded, each once; an object is 44 bytes of numbers. Objects and texts are
 * valid until the next load. With `keeps` only some objects are kept: those that it wants by id, name
 * or e-mail address, all divisions, and one of each type at least. What is asked about these, about
 * types and about divisions has the same answers then; an object that is not kept is 32 bytes at
 * most. A file that cannot be read ends the program as record.h says; a file
 * without any object or flow causes a warning.
 */
#ifndef GC_INVENTORY_H
#define GC_INVENTORY_H

#include "base/idset.h"

enum inventory_key { INVENTORY_ID, INVENTORY_NAME, INVENTORY_TYPE, INVENTORY_KEYS };

/* The numbers are texts: see inventory_text(). 0 is the empty text, for a missing member. */
struct inventory_object {
	uint32_t type, id, name;
	uint32_t division_id, division_name;
	uint32_t category;             /* of data actions: the name of their integration */
	uint32_t email;                /* of users */
	bool home;                     /* it is the org's home division */
	bool told;                     /* by a result record only */
	uint32_t next[INVENTORY_KEYS]; /* the next object of this id, name, type: its number + 1 */
};

/* A division as objects that count tell of it: a number of them may be 0. */
struct inventory_division {
	uint32_t id, name; /* texts */
	uint32_t objects;
};

/* Whether an object with these texts is wanted. */
typedef bool inventory_keeps(void *user, struct slice id, struct slice name, struct slice email);

struct inventory {
	inventory_keeps *keeps; /* set it before the first load; NULL: all are kept */
	void *user;

	struct idset texts, addresses; /* of users, in lower case */
	struct inventory_object *v;    /* those that a later record replaces are never found */
	size_t n, cap;
	uint32_t *first[INVENTORY_KEYS]; /* by text: number + 1 of its first object */
	uint32_t org;                    /* the id of the org that the records come from */
	bool mixed;                      /* they come from more than one */
	bool has_flows;                  /* of any type */

	struct inventory_division *divisions; /* by index in pairs; the first is none */
	size_t divisions_cap;
	struct idset pairs; /* two texts' numbers */

	/* With `keeps`: objects of listings, by a hash of type and id, open addressing. */
	struct inventory_passed {
		uint64_t hash; /* 0: free */
		uint32_t division;
	} * passed;
	size_t npassed, nslots;
	struct idset types; /* that an object was kept of */
};

/* clang-format off */
#define INVENTORY_INIT {.texts = IDSET_INIT, .addresses = IDSET_INIT, .pairs = IDSET_INIT, .types = IDSET_INIT}
/* clang-format on */

void inventory_load(struct inventory *inv, const char *path);
void inventory_release(struct inventory *inv);

/* The object of this type and id, or NULL. */
const struct inventory_object *inventory_by_id(
    const struct inventory *inv, struct slice type, struct slice id);

/* The first object of this type and name, or NULL; for more: inventory_next_name(). */
const struct inventory_object *inventory_by_name(
    const struct inventory *inv, struct slice type, struct slice name);

/* The org's home division, which each org names as it likes; NULL: no record tells. */
const struct inventory_object *inventory_home(const struct inventory *inv);

/*
 * Whether there is one. A user's e-mail address also counts as a name, in any letter case
 * (ASCII).
 */
bool inventory_has_name(const struct inventory *inv, struct slice type, struct slice name);

/* The next object of the same type and name; or NULL. */
const struct inventory_object *inventory_next_name(
    const struct inventory *inv, const struct inventory_object *o);

/* The first object of a key's text (an id of any type, a type, …), and the next one; or NULL. */
const struct inventory_object *inventory_first(
    const struct inventory *inv, enum inventory_key key, struct slice text);
const struct inventory_object *inventory_next(
    const struct inventory *inv, enum inventory_key key, const struct inventory_object *o);

/* Whether searches find it: no later record has its type and id. */
bool inventory_is_current(const struct inventory *inv, const struct inventory_object *o);

/*
 * Whether it can tell that an org lacks an object of this type. An inventory lists all types of flows
 * if it has a flow. One of a type that the API does not list (an image) lists it if somebody added
 * such records.
 */
enum inventory_scope {
	INVENTORY_LISTS,
	INVENTORY_OMITS,   /* it has none of them, though the API lists them */
	INVENTORY_UNLISTED /* no API lists them */
};

enum inventory_scope inventory_scope(const struct inventory *inv, struct slice type);

/* Why an object is not there, in words, beyond that it is not; NULL: nothing to add. */
const char *inventory_scope_reason(enum inventory_scope scope);

static inline struct slice
inventory_text(const struct inventory *inv, uint32_t number)
{
	return idset_id(&inv->texts, number);
}

#endif
