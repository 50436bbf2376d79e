/*
 * target.h - the flows of the target org, from one complete listing at the start, and what this run
 * has created since.
 */
#ifndef PUT_TARGET_H
#define PUT_TARGET_H

#include "http/call.h"
#include "json/members.h"

struct target;

/* client_id: of the OAuth client of the settings; NULL: not known. Ends if the listing fails. */
struct target *target_read(struct calls *calls, const char *client_id);
void target_free(struct target *t);

/* A flow that is there. All is the target's memory, until the next target_add(). */
struct target_entry {
	const char *id;
	struct slice type, name; /* type in lower case */
	bool builtin;            /* see target_is_builtin() */
	const char *twin;        /* by name: the id of another one that fits as well; or NULL */
};

bool target_by_id(const struct target *t, struct slice id, struct target_entry *entry);
/* By its name; if there is none of the very name, by one that differs in case only. */
bool target_by_name(
    const struct target *t, struct slice type, struct slice name, struct target_entry *entry);

/* The flow's metadata as it was in the listing; false: it was not there. */
bool target_listed(const struct target *t, const char *id, struct buf *meta);

/* Append the newest version that the listing had of the flow; false: it was not there. */
bool target_version(const struct target *t, const char *id, struct buf *version);

/* The flow is there from now on. False: the id was known. */
bool target_add(struct target *t, struct slice id, struct slice type, struct slice name);

/*
 * Whether a flow is a system flow, such as the Default In-Queue Flow: the server says so, or the id
 * does, which is the same in every org. m: its metadata, or NULL.
 */
bool target_is_builtin(const struct members *m, struct slice id);

/*
 * Appends what tells whether two records are of one flow: the target's id, or else type and name,
 * and false: the target has no such flow.
 */
bool target_key(const struct target *t, const struct members *m, struct buf *key);

/*
 * A number made of a flow's version marks as the server spells them, which tells whether a record
 * is this org's own as gc-get fetched it; 0: it has none.
 */
uint64_t target_marks(const struct members *m);
bool target_has_marks(const struct target *t, struct slice id, uint64_t marks);

/*
 * Whether the holder of a lock is the client that this program has signed in as. The settings tell
 * which one that is, or else target_set_self() does; an empty id: it cannot be known.
 */
bool target_knows_self(const struct target *t);
/* True once: for the one who then finds out, and calls target_set_self(). The others wait. */
bool target_asks_self(struct target *t);
void target_set_self(struct target *t, struct slice id);
bool target_is_self(const struct target *t, struct slice holder_id);

#endif
