/*
 * known.h - what the records of the input, and an inventory, say about ids: types and names.
 *
 * A bare id in an object's definition has no name, and a flow there may have no type. The record
 * that knows them may come later in the input. So a record whose references are not all named is
 * kept, and shown at the end: a few hundred bytes each, without its rows and audio.
 */
#ifndef GC_REFS_KNOWN_H
#define GC_REFS_KNOWN_H

#include "record/inventory.h"
#include "refs/refs.h"

/* The numbers are texts. */
struct known_object {
	uint32_t type, name;
	bool searched; /* its references are in the input, too */
};

/* A record that waits for names; its texts are in `text`. */
struct held {
	struct ref *v;
	struct ref_use *uses;
	size_t n, nuses;
	struct buf text, not_moved;
	struct refs_text org, id, name, api_type;
	struct refs_text type, own_id, own_name;
	bool flow;
};

struct known {
	struct inventory source; /* empty: none */
	struct idset ids, texts;
	struct known_object *v; /* by index in ids */
	size_t cap;
	struct held *held;
	size_t nheld, held_cap;
};

/* clang-format off */
#define KNOWN_INIT {.source = INVENTORY_INIT, .ids = IDSET_INIT, .texts = IDSET_INIT}
/* clang-format on */

/* A flow or object record of the input. */
void known_add(struct known *k, const struct refs *r);

/* The record of the input with this id; NULL: there is none. */
const struct known_object *known_find(const struct known *k, struct slice id);

static inline struct slice
known_text(const struct known *k, uint32_t number)
{
	return idset_id(&k->texts, number);
}

/* Complete the references of an object. False: a later record may know more. */
bool known_name(const struct known *k, struct refs *r);

/* Keep the references of a record until the end. */
void known_hold(struct known *k, const struct refs *r);

/* After the last record: show those that were kept, completed as far as possible. */
void known_show_held(struct known *k, void (*show)(const struct refs *r));

void known_release(struct known *k);

#endif
