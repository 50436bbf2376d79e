/* gen_flows.c - the flows of an org: types, names, sizes, seeds */
#include "gen/generate.h"

#include "base/mem.h"
#include "gen/gen_distinct.h"
#include "gen/gen_words.h"

static const struct {
	const char *api, *name;
} builtin_flows[] = {
    {"INQUEUECALL", "Default In-Queue Flow"},
    {"INQUEUEEMAIL", "Default In-Queue Email Flow"},
    {"INQUEUESHORTMESSAGE", "Default In-Queue Message Flow"},
    {"VOICEMAIL", "Default Voicemail Flow"},
};

static size_t
flow_type_of(const char *api)
{
	size_t t = 0;

	while (strcmp(flow_types[t].api, api) != 0)
		t++;
	return t;
}

/* Each type once, then by their shares. */
static size_t
pick_type(struct rng *r, size_t i)
{
	size_t draw = rng_below(r, 1000), t = 0;

	if (i < FLOW_TYPES)
		return i;
	while (t < FLOW_TYPES - 1 && draw >= flow_types[t].share)
		draw -= flow_types[t++].share;
	return t;
}

/* Most bodies are of 10 to 120 kB; one in 300 is of 1.4 MB. Medians as measured in real orgs. */
static void
pick_size(struct rng *r, struct made_flow *flow, size_t i)
{
	static const struct {
		unsigned below;
		size_t min, max;
	} sizes[] = {{8, 3000, 6000}, {36, 6000, 13000}, {64, 13000, 27000}, {82, 27000, 55000},
	    {92, 55000, 102000}, {98, 102000, 165000}, {100, 165000, 215000}};
	static const struct {
		unsigned below;
		size_t min, max;
	} terms[] = {{56, 2, 4}, {78, 4, 5}, {93, 6, 9}, {99, 9, 16}, {100, 16, 17}};
	size_t draw = rng_below(r, 100), s = 0, t = 0;

	while (draw >= sizes[s].below)
		s++;
	flow->bytes = rng_between(r, sizes[s].min, sizes[s].max);
	flow->richness = flow->bytes < 6000 ? 25 : flow->bytes < 13000 ? 60 : 100;
	draw = rng_below(r, 100);
	while (draw >= terms[t].below)
		t++;
	flow->terms = rng_between(r, terms[t].min, terms[t].max);
	if (flow_types[flow->type].family == MODULE && flow->bytes > 24000)
		flow->bytes = 24000; /* callers hold a copy of it */
	else if (i % 300 == 150)
		flow->bytes = 1400000;
	if (i % 200 == 120)
		flow->terms = rng_between(r, 52, 60);
}

static void
make_flow(struct generator *g, struct distinct *names, struct made_flow *flow, size_t i,
    const char *former)
{
	struct rng r = generate_fork(g->plan.seed, i);
	struct buf name = BUF_INIT;
	const struct flow_type *type;
	char id[UUID_SIZE];

	flow->type = pick_type(&r, i);
	type = &flow_types[flow->type];
	if (former != NULL && rng_chance(&r, 4))
		buf_puts(&name, former); /* one name with two types */
	else if (i % 11 == 7)
		gen_words_awkward(&r, &name);
	else
		gen_words_expand(&r, type->pattern, &name);
	gen_distinct_name(names, type->api, &name);
	flow->name = buf_detach(&name);
	generate_id(&g->plan, type->api, flow->name, 0, id);
	flow->id = xstrdup(id);
	flow->division = rng_chance(&r, 40) ? 0 : rng_below(&r, g->divisions);
	flow->seed = rng_next(&r);
	pick_size(&r, flow, i);
}

static void
make_builtin(struct generator *g, struct distinct *names, size_t i)
{
	struct made_flow *flow = &g->flows[i];
	struct buf name = BUF_INIT;
	char id[UUID_SIZE];

	flow->type = flow_type_of(builtin_flows[i].api);
	buf_puts(&name, builtin_flows[i].name);
	gen_distinct_name(names, builtin_flows[i].api, &name);
	flow->name = buf_detach(&name);
	generate_id(&g->plan, builtin_flows[i].api, flow->name, 0, id);
	flow->id = xstrdup(id);
	flow->builtin = true;
	flow->seed = rng_for(g->plan.seed, (const char *const[]){flow->name, NULL}).state;
	flow->terms = 2;
	flow->bytes = 6000;
	flow->richness = 0;
}

/* Some flows began as "save as" of another: their inner ids are the other's. */
static void
share_seeds(struct generator *g)
{
	for (size_t i = 40; i < g->nflows; i += 37)
		for (size_t j = i - 1; j > i - 30; j--)
			if (g->flows[j].type == g->flows[i].type) {
				g->flows[i].seed = g->flows[j].seed;
				g->flows[i].terms = g->flows[j].terms;
				g->flows[i].richness = g->flows[j].richness;
				break;
			}
}

void
generate_flows(struct generator *g)
{
	size_t nbuiltin = g->plan.flows > FLOW_TYPES ? COUNT_OF(builtin_flows) : 0;
	struct distinct names = {NULL, 0, 0};

	/* Deleted flows come in addition, so that the listing has as many as were asked for. */
	g->nflows = g->plan.flows + g->plan.flows / 40;
	g->flows = xcalloc(g->nflows + 1, sizeof(*g->flows));
	for (size_t i = 0; i < nbuiltin; i++)
		make_builtin(g, &names, i);
	for (size_t i = nbuiltin; i < g->nflows; i++) {
		make_flow(g, &names, &g->flows[i], i - nbuiltin,
		    i > nbuiltin ? g->flows[i - 1].name : NULL);
		g->flows[i].deleted = i >= g->plan.flows;
	}
	share_seeds(g);
	gen_distinct_release(&names);
}

/* The flows by type; a few pairs of the first type refer to each other. */
void
generate_index(struct generator *g)
{
	size_t at = 0;

	g->of_type = xcalloc(g->nflows + 1, sizeof(*g->of_type));
	for (size_t t = 0; t < FLOW_TYPES; t++) {
		g->type_start[t] = at;
		for (size_t i = 0; i < g->nflows; i++)
			if (g->flows[i].type == t && !g->flows[i].deleted && !g->flows[i].builtin)
				g->of_type[at++] = i;
	}
	g->type_start[FLOW_TYPES] = at;
	for (size_t i = g->type_start[0]; i + 1 < g->type_start[1]; i += 40) {
		g->flows[g->of_type[i]].loop = g->of_type[i + 1] + 1;
		g->flows[g->of_type[i + 1]].loop = g->of_type[i] + 1;
	}
}
