/*
 * put_decide.h - what to do about one flow in the target. Pure: facts in, an action out.
 *
 * Writing a flow is a chain that can be cut at any point: created but never saved, saved but not
 * checked in (a draft, with the lock still held), checked in but not published. So the decision
 * looks at what is there and not at what an earlier run meant to do: running again after a cut
 * ends where an undisturbed run ends.
 */
#ifndef GC_PUT_DECIDE_H
#define GC_PUT_DECIDE_H

#include "json/jx.h"

enum put_action {
	PUT_SKIP,    /* all is as it should be */
	PUT_CREATE,  /* make the flow, save, and check in or publish */
	PUT_UPDATE,  /* check out, save, and check in or publish */
	PUT_CHECKIN, /* the saved draft is right: check it in */
	PUT_PUBLISH, /* the newest version is right: publish it */
	PUT_EDIT     /* only the name or the description differs */
};

struct put_facts {
	bool exists;
	bool equal;     /* the newest configuration says the same as the record's */
	bool described; /* name and description do */
	bool draft;     /* saved, not checked in */
	bool held;      /* locked by this very client */
	bool published; /* the newest version is the published one */
	bool publish;   /* that is what is wanted */
};

enum put_action put_decide(const struct put_facts *f);

/* "create", …; and the reason in words, for a dry run and the results. */
const char *put_action_name(enum put_action action);
const char *put_reason(const struct put_facts *f);

/* What a flow's metadata (GET /api/v2/flows/{id}) says of its versions and its lock. */
struct put_state {
	bool draft, published; /* as above */
	bool locked;
	struct slice holder_id, holder; /* of a lock: id and name or id; the metadata's memory */
};

void put_state_read(const struct jx *flow, struct put_state *s);

/* Versions are decimal numbers ("4.0", "10.0"): less than, equal to or greater than 0. */
int put_version_cmp(struct slice a, struct slice b);

#endif
