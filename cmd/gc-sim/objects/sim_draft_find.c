/* sim_draft_find.c - the members of what a request wants */
#include "objects/sim_draft.h"

const struct member *
draft_find(const struct draft *d, const char *key)
{
	const struct member *m = members_find(&d->body, key);

	return m != NULL && m->type != JSON_NULL ? m : NULL;
}
