/* gen_plant_flows.c - plants in flows: orphans, cycles, twins, locks, spelling */
#include "gen/gen_plant.h"

#include "cli/cli.h"
#include "base/mem.h"

/* The next flow of the same type that no plant has changed yet; 0: there is none. */
static size_t
next_of_type(const struct planting *p, size_t made)
{
	size_t i = made + 1;

	while (
	    i < p->g->plan.flows && (p->taken[i] || p->g->flows[i].type != p->g->flows[made].type))
		i++;
	return i < p->g->plan.flows ? i : 0;
}

static bool
plant_orphan(struct planting *p, size_t made, size_t n)
{
	struct gen_refs refs;

	(void)n;
	gen_refs_of(p->org, p->g, made, &refs);
	p->g->flows[made].orphan = gen_refs_find(&refs, QUEUE, 0) < refs.n;
	return p->g->flows[made].orphan;
}

/* Two that refer to each other. */
static bool
plant_cycle(struct planting *p, size_t made, size_t n)
{
	struct made_flow *flow = &p->g->flows[made];
	size_t other = next_of_type(p, made);

	(void)n;
	if (other == 0 || strcmp(flow_types[flow->type].api, "INBOUNDCALL") != 0)
		return false;
	flow->loop = other + 1;
	p->g->flows[other].loop = made + 1;
	p->taken[other] = true;
	return true;
}

/* The next flow of the type gets this one's name with upper and lower case exchanged. */
static bool
plant_twins(struct planting *p, size_t made, size_t n)
{
	size_t other = next_of_type(p, made);
	struct made_flow *twin = &p->g->flows[other];
	char *name = xstrdup(p->g->flows[made].name);
	char id[UUID_SIZE];

	(void)n;
	if (other == 0 || !generate_swap_case(name)) {
		free(name);
		return false;
	}
	free(twin->name);
	twin->name = name;
	generate_id(&p->g->plan, flow_types[twin->type].api, name, 0, id);
	memcpy(twin->id, id, UUID_SIZE);
	p->taken[other] = true;
	return true;
}

static bool
plant_stale(struct planting *p, size_t made, size_t n)
{
	struct gen_refs refs;

	(void)n;
	gen_refs_of(p->org, p->g, made, &refs);
	p->g->flows[made].stale = gen_refs_find(&refs, DATA_ACTION, 0) < refs.n;
	return p->g->flows[made].stale;
}

static bool
plant_deep(struct planting *p, size_t made, size_t n)
{
	p->g->flows[made].depth = n;
	return true;
}

static bool
plant_big(struct planting *p, size_t made, size_t n)
{
	p->g->flows[made].bytes = n;
	return true;
}

static const struct plant {
	const char *kind;
	bool (*plant)(struct planting *p, size_t made, size_t n);
	size_t mark; /* where plant is NULL: a bool of struct made_flow */
	bool once;   /* n is a size, not a number of flows */
} known[] = {
    {"orphan", plant_orphan, 0, false},
    {"cycle", plant_cycle, 0, false},
    {"twins", plant_twins, 0, false},
    {"stale", plant_stale, 0, false},
    {"deep", plant_deep, 0, true},
    {"big", plant_big, 0, true},
    {"locked", NULL, offsetof(struct made_flow, locked), false},
    {"unsaved", NULL, offsetof(struct made_flow, unsaved), false},
    {"deleted", NULL, offsetof(struct made_flow, deleted), false},
    {"spelling", NULL, offsetof(struct made_flow, spelled), false},
    {"surrogate", NULL, offsetof(struct made_flow, unpaired), false},
    {"bare", NULL, offsetof(struct made_flow, bare), false},
};

static bool
plant_in(struct planting *p, const struct plant *plant, size_t made, size_t n)
{
	if (p->taken[made] || p->g->flows[made].builtin)
		return false;
	if (plant->plant != NULL)
		return plant->plant(p, made, n);
	*(bool *)((char *)&p->g->flows[made] + plant->mark) = true;
	return true;
}

/* In the first flow that suits, from the k-th of `times` equal steps through the org. */
static bool
plant_nth(struct planting *p, const struct plant *plant, size_t k, size_t times, size_t n)
{
	size_t flows = p->g->plan.flows, start = flows * k / times;

	for (size_t i = 0; i < flows; i++) {
		size_t made = (start + i) % flows;

		if (plant_in(p, plant, made, n)) {
			p->taken[made] = true;
			return true;
		}
	}
	return false;
}

bool
gen_plant_flows(struct planting *p, const char *kind, size_t n)
{
	const struct plant *plant = known;
	size_t times;

	while (plant < known + COUNT_OF(known) && strcmp(plant->kind, kind) != 0)
		plant++;
	if (plant == known + COUNT_OF(known))
		return false;
	if (p->taken == NULL)
		p->taken = xcalloc(p->g->nflows + 1, sizeof(*p->taken));
	times = plant->once ? 1 : n;
	for (size_t k = 0; k < times; k++)
		if (!plant_nth(p, plant, k, times, n))
			cli_usage("--plant %s=%zu: the org has too few flows; use a larger --flows",
			    kind, n);
	return true;
}
