/*
 * target.h - the flows of the target org, from one complete listing at the start.
 *
 * A flow is found by the record's id where the target has it, else by type and exact name.
 */
#ifndef PUT_TARGET_H
#define PUT_TARGET_H

#include "put.h"

struct target;

struct target *target_read(struct put *put); /* ends the program where the listing fails */
void target_free(struct target *t);

/*
 * Sets e->target, where the target has the flow. False: it has two of that type and name, or has
 * the id under another type, and the errand has ended.
 */
bool target_find(struct errand *e);

/*
 * Ends the errand where the flow is a system flow, such as the Default In-Queue Flow: every org has
 * its own, which is left alone. --restore undoes what older versions wrote there.
 */
bool target_leaves(struct errand *e);

/* The id of the target's flow of this type and name (one of them), or NULL; the target's memory. */
const char *target_id(const struct target *t, struct slice type, struct slice name);

/*
 * Appends what tells whether two records are of one flow: the target's id, or else type and name,
 * and false: the target has no such flow.
 */
bool target_key(const struct target *t, const struct members *m, struct buf *key);

/* The flow is there from now on, with this id: e->target. */
void target_adopt(struct errand *e, struct slice id);

/*
 * A number made of a flow's version marks as the server spells them, which tells whether a record
 * is this org's own as gc-get brought it; 0 where it has none.
 */
uint64_t target_marks(const struct members *m);
bool target_has_marks(const struct target *t, struct slice id, uint64_t marks);

/*
 * Whether a lock's holder is the client that this program has signed in as. Which one that is is
 * known from the settings, or else set; an empty id: it cannot be known.
 */
bool target_knows_self(const struct target *t);
void target_set_self(struct target *t, struct slice id);
bool target_is_self(const struct target *t, struct slice holder_id);

#endif
