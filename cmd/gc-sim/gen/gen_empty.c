/* gen_empty.c - an org with nothing but what a new one has */
#include "gen/gen_empty.h"

#include "base/mem.h"
#include "gen/generate.h"
#include "record/reftype.h"

enum { FLOWS_OF_ALL = 21 }; /* an org of so many flows has the platform's own ones, too */

static bool
is_kept(const struct org_object *o, const struct cli_list *keep)
{
	static const char *const platform[] = {
	    "systemPrompt", "ttsEngine", "ttsVoice", "sttEngine"};

	for (size_t i = 0; i < COUNT_OF(platform); i++)
		if (strcmp(o->type, platform[i]) == 0)
			return true;
	for (size_t i = 0; i < keep->n; i++)
		if (strcmp(o->type, keep->v[i]) == 0)
			return true;
	return false;
}

static void
drop_objects(struct org *org, const struct cli_list *keep)
{
	size_t kept = 0;

	for (size_t i = 0; i < org->nobjects; i++) {
		struct org_object *o = &org->objects[i];
		if (!is_kept(o, keep)) {
			org_release_object(o);
			continue;
		}
		if (o->division != ORG_NO_DIVISION)
			o->division = 0;
		org->objects[kept++] = *o;
	}
	org->nobjects = kept;
}

static void
drop_divisions(struct org *org)
{
	for (size_t i = 1; i < org->ndivisions; i++) {
		free(org->divisions[i].id);
		free(org->divisions[i].name);
		free(org->divisions[i].description);
	}
	org->ndivisions = 1;
}

/* A copy that needs no generator. The Default In-Queue Flow has the same id in every org. */
static void
copy_flow(struct org *org, const struct org *from, const struct org_flow *flow)
{
	bool standard = strcmp(flow->type, "INQUEUECALL") == 0;
	struct org_flow *copy = org_add_flow(org, standard ? REFTYPE_DEFAULT_FLOW : flow->id);
	struct buf room = BUF_INIT;

	copy->name = xstrdup(flow->name);
	copy->type = xstrdup(flow->type);
	copy->builtin = true;
	org_add_version(
	    copy, 1, org_configuration(from, flow, 0, &room), flow->versions[0].saved_ms);
	copy->published = 1;
	buf_release(&room);
}

void
gen_empty(struct org *org, const struct org_plan *plan, const struct cli_list *keep)
{
	struct org whole = {.id = NULL};
	struct org_plan small = *plan;

	small.flows = FLOWS_OF_ALL;
	small.plants = NULL;
	org_generate(&whole, &small);
	org_drop_flows(org, true);
	for (size_t i = 0; i < whole.nflows; i++)
		if (whole.flows[i].builtin)
			copy_flow(org, &whole, &whole.flows[i]);
	org_release(&whole);
	drop_objects(org, keep);
	drop_divisions(org);
}
