/*
 * org_plan.h - which org to generate, and how it is done.
 */
#ifndef SIM_ORG_PLAN_H
#define SIM_ORG_PLAN_H

#include "org/org.h"

/*
 * What to generate. One seed: the same names, the same structure of every flow, the same inner
 * ids; the ids of objects, flows and divisions depend on the org's name too. `flows` is how many
 * are listed; some deleted ones come on top, and from 21 on the platform's own flows are among
 * them.
 *
 * plants: "KIND=N", NULL-terminated, or NULL. N objects that flows use, each by one plant at most:
 *
 *	missing     this org does not have it; its own flows use another of the kind
 *	ambiguous   there is another of the same type and name in another division
 *	renamed     its name has " (renamed)" at the end
 *	blank       its name has a blank at the end
 *	case        its name has upper and lower case swapped
 *	moved       it is in another division
 *	removed     there is a deleted one of the same type and name
 *
 * N flows, spread over the org, each by one plant at most:
 *
 *	orphan      its first queue's id is of no queue of this org
 *	cycle       it and another inbound call flow transfer to each other
 *	twins       another flow of its type has its name with upper and lower case swapped
 *	stale       its first data action goes by a former name, in body and manifest
 *	bare        it has no manifest
 *	spelling    its JSON has escapes, numbers, and duplicate keys as no server would write them
 *	surrogate   one of its strings has half a surrogate pair
 *	locked      somebody is editing it
 *	unsaved     it was created and never saved: there is no version
 *	deleted     it is deleted, but others may still refer to it
 *
 * One flow each time:
 *
 *	deep        its JSON is nested N deep or a little deeper
 *	big         its configuration is of about N bytes
 */
struct org_plan {
	const char *name; /* of the org */
	unsigned long long seed;
	size_t flows;
	const char *const *plants;
};

/* Into a zeroed struct org. */
void org_generate(struct org *org, const struct org_plan *plan);

#endif
