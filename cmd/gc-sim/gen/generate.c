/* generate.c - generate an org: divisions, versions, and the rest by gen_*.c */
#include "gen/generate.h"

#include "base/mem.h"
#include "gen/gen_body.h"
#include "gen/gen_plant.h"

#define FIRST_SAVE 1672531200000 /* 2023-01-01T00:00:00Z */
#define MINUTE     60000
#define DAY        86400000

static const char *const division_names[] = {
    "Home", "Sales", "Service DE", "Service FR/BE", "Back Office", "Test & Staging", "日本"};

void
generate_org(struct org *org, const struct org_plan *plan)
{
	char id[UUID_SIZE];

	generate_id(plan, "organization", plan->name, 0, id);
	org->id = xstrdup(id);
	org->name = xstrdup(plan->name);
}

void
generate_divisions(struct org *org, const struct org_plan *plan)
{
	char id[UUID_SIZE];

	org->ndivisions = COUNT_OF(division_names);
	org->divisions = xgrow(NULL, &org->divisions_cap, org->ndivisions, sizeof(*org->divisions));
	for (size_t i = 0; i < org->ndivisions; i++) {
		generate_id(plan, "division", division_names[i], 0, id);
		org->divisions[i] =
		    (struct org_division){xstrdup(id), xstrdup(division_names[i]), NULL};
	}
}

static void
add_versions(struct org_flow *flow, const struct made_flow *made)
{
	struct rng r = generate_fork(made->seed, 1);
	size_t n = made->unsaved ? 0 : made->builtin ? 1 : rng_between(&r, 1, 4);
	long long at = FIRST_SAVE + (long long)rng_below(&r, 700) * DAY;

	for (size_t v = 0; v < n; v++) {
		org_add_version(flow, 0, slice_str(""), at);
		at += (long long)rng_between(&r, 1, 60 * 1440) * MINUTE;
	}
	if (n > 0 && (made->builtin || !rng_chance(&r, 12)))
		flow->published = rng_chance(&r, 70) ? n : rng_between(&r, 1, n);
}

/* Somebody has checked the flow out, and has not saved it yet. */
static void
lock_flow(struct org_flow *flow, const struct generator *g, const char *user)
{
	char id[ORG_DRAFT_ID_SIZE];

	flow->locked_by = xstrdup(user);
	if (flow->n == 0)
		return;
	snprintf(id, sizeof id, ORG_DRAFT_ID);
	generate_id(&g->plan, "draft", flow->name, 0, id + strlen(id));
	org_set_draft(flow, id, slice_str(""), flow->versions[flow->n - 1].saved_ms + MINUTE);
}

static void
generate_flow(struct org *org, const struct generator *g, size_t i)
{
	const struct made_flow *made = &g->flows[i];
	struct rng r = generate_fork(made->seed, 2);
	struct org_flow *flow = org_add_flow(org, made->id);
	size_t user = rng_below(&r, generate_count(g, USER));

	flow->name = xstrdup(made->name);
	flow->type = xstrdup(flow_types[made->type].api);
	flow->division = made->division;
	flow->deleted = made->deleted;
	flow->builtin = made->builtin;
	flow->made = i + 1;
	if (!made->deleted && !made->builtin && !made->unsaved)
		flow->key = org_key(flow->type, flow->name);
	if (rng_chance(&r, 50))
		flow->description = gen_body_description(made);
	add_versions(flow, made);
	if (made->locked)
		lock_flow(flow, g, generate_in_org(org, g, USER, user)->name);
}

static void
generate_release(struct generator *g)
{
	for (size_t i = 0; i < g->nflows; i++) {
		free(g->flows[i].id);
		free(g->flows[i].name);
	}
	for (size_t i = 0; i < g->first[KINDS]; i++)
		free(g->objects[i].username);
	free(g->flows);
	free(g->of_type);
	free(g->objects);
	free(g->org_name);
	free(g);
}

static const struct org_maker generate_maker = {generate_body, generate_release};

void
org_generate(struct org *org, const struct org_plan *plan)
{
	struct generator *g = xcalloc(1, sizeof(*g));

	org->seed = plan->seed;
	generate_org(org, plan);
	generate_divisions(org, plan);
	g->org_name = xstrdup(plan->name);
	g->plan = *plan;
	g->plan.name = g->org_name;
	g->plan.plants = NULL;
	g->divisions = org->ndivisions;
	generate_flows(g);
	generate_index(g);
	generate_objects(org, g);
	gen_plant_all(org, g, plan->plants);
	for (size_t i = 0; i < g->nflows; i++)
		generate_flow(org, g, i);
	org->maker = &generate_maker;
	org->generator = g;
}
