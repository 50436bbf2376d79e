/* load_flow.c - a flow of a record */
#include "load/load.h"

#include "base/ascii.h"
#include "base/mem.h"

static bool
is_true(const struct members *m, const char *key)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == JSON_TRUE;
}

bool
load_flow(struct loader *l, const struct members *m, struct slice configuration)
{
	char *type = members_dup(m, "type"), *name = members_dup(m, "name");
	struct loaded *flow;

	if (type == NULL || name == NULL) {
		free(type);
		free(name);
		return false;
	}
	for (char *p = type; *p != '\0'; p++)
		*p = ascii_upper(*p);
	l->flows = xgrow(l->flows, &l->cap, l->nflows + 1, sizeof(*l->flows));
	flow = &l->flows[l->nflows++];
	*flow = (struct loaded){.type = type, .name = name};
	flow->id = members_dup(m, "id");
	flow->description = members_dup(m, "description");
	flow->division = load_division(l, m);
	flow->deleted = is_true(m, "deleted");
	flow->builtin = is_true(m, "system");
	load_marks(flow, m);
	flow->listed = configuration.n == 0;
	if (configuration.n > 0) {
		flow->configuration = xmemdup0(configuration.p, configuration.n);
		flow->len = configuration.n;
		load_manifest_refs(l, configuration);
	}
	return true;
}
