/*
 * put_decide.h - what to do about one flow in the target. Pure: facts in, an action out.
 *
 * Writing a flow is a chain of steps that can be interrupted at any point: created but not saved,
 * saved but not checked in (a draft, with the lock still held), checked in but not published. So
 * the decision depends on the state of the target, not on what an earlier run intended: a second
 * run after an interruption gives the same result as one complete run.
 */
#ifndef GC_PUT_DECIDE_H
#define GC_PUT_DECIDE_H

#include "json/jx.h"

enum put_action {
	PUT_SKIP,    /* everything is as wanted */
	PUT_CREATE,  /* make the flow, save, and check in or publish */
	PUT_UPDATE,  /* check out, save, and check in or publish */
	PUT_CHECKIN, /* the saved draft is right: check it in */
	PUT_PUBLISH, /* the newest version is right: publish it */
	PUT_EDIT     /* only the name or the description differs */
};

struct put_facts {
	bool exists;
	bool equal;     /* the newest configuration is equal to the record's */
	bool described; /* name and description are equal too */
	bool draft;     /* saved, not checked in */
	bool held;      /* locked by this client */
	bool published; /* the newest version is the published one */
	bool publish;   /* it should be published */
};

enum put_action put_decide(const struct put_facts *f);

/* "create", …; and the reason as text, for a dry run and the results. */
const char *put_action_name(enum put_action action);
const char *put_reason(const struct put_facts *f);

/* What a flow's metadata (GET /api/v2/flows/{id}) says about its versions and its lock. */
struct put_state {
	bool draft, published; /* as above */
	struct slice newest;   /* the newest version, a draft included (version.h); "": none */
	struct slice finished; /* the newest one that is checked in or published; "": none */
	struct slice author;   /* who made the newest one: a name, else an id, else "" */
	bool locked;
	struct slice holder_id,
	    holder; /* of a lock: id, and name or else id; slices of the metadata */
};

void put_state_read(const struct jx *flow, struct put_state *s);

#endif
