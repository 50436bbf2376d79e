/* gen_refs.c - the objects and other flows that a flow refers to */
#include "gen/gen_refs.h"

static const struct odds {
	enum kind kind;
	const char *flow; /* a type of flows, for NO_KIND */
	unsigned families;
	unsigned chance; /* of 100 */
	unsigned max;
} common_odds[] = {
    {DATA_ACTION, NULL, ALL, 88, 3},
    {DATA_ACTION, NULL, WORK, 50, 2},
    {QUEUE, NULL, VOICE | DIGITAL, 65, 3},
    {QUEUE, NULL, WORK, 8, 1},
    {SKILL, NULL, VOICE | DIGITAL, 18, 2},
    {LANGUAGE_SKILL, NULL, VOICE | DIGITAL, 10, 1},
    {USER_PROMPT, NULL, VOICE | BOT, 35, 4},
    {DATA_TABLE, NULL, ALL, 18, 2},
    {SCHEDULE_GROUP, NULL, VOICE | DIGITAL, 25, 1},
    {SCHEDULE, NULL, VOICE | DIGITAL | WORK, 10, 1},
    {EMERGENCY_GROUP, NULL, VOICE, 8, 1},
    {SCRIPT, NULL, VOICE | DIGITAL, 10, 1},
    {WRAPUP, NULL, VOICE | DIGITAL, 8, 2},
    {WRAPUP, NULL, BOT, 12, 3},
    {OUTCOME, NULL, VOICE | DIGITAL | BOT | WORK, 14, 2},
    {MILESTONE, NULL, VOICE | DIGITAL | BOT | WORK, 8, 3},
    {USER, NULL, WORK | DIGITAL, 8, 3},
    {GROUP, NULL, VOICE | WORK, 6, 1},
    {RESPONSE, NULL, DIGITAL | WORK, 10, 2},
    {IMAGE, NULL, BOT, 12, 2},
    {KNOWLEDGE_BASE, NULL, BOT, 35, 1},
    {AUDIO_CONNECTOR, NULL, VOICE, 3, 1},
    {DIALOGFLOW, NULL, VOICE | DIGITAL, 3, 1},
    {NO_KIND, "commonModuleFlow", VOICE | DIGITAL | WORK, 10, 1},
    {NO_KIND, "botFlow", VOICE, 20, 1},
    {NO_KIND, "botFlow", DIGITAL, 8, 1},
    {NO_KIND, "digitalBotFlow", DIGITAL, 30, 1},
    {NO_KIND, "inboundCallFlow", VOICE, 18, 2},
    {NO_KIND, "inboundShortMessageFlow", DIGITAL, 5, 1},
    {NO_KIND, "inboundEmailFlow", DIGITAL, 5, 1},
    {NO_KIND, "secureCallFlow", VOICE, 5, 1},
};

/* References that flows of one type always have, or that only they have. */
static const struct {
	const char *api;
	struct odds odds;
} type_odds[] = {
    {"OUTBOUNDCALL", {CONTACT_LIST, NULL, ALL, 100, 1}},
    {"OUTBOUNDCALL", {WRAPUP, NULL, ALL, 100, 1}},
    {"WORKITEM", {WORKTYPE, NULL, ALL, 100, 1}},
    {"VOICESURVEY", {SURVEY_FORM, NULL, ALL, 100, 1}},
    {"INBOUNDCALL", {NO_KIND, "inqueueCallFlow", ALL, 30, 1}},
    {"INBOUNDEMAIL", {NO_KIND, "inqueueEmailFlow", ALL, 30, 1}},
    {"INBOUNDSHORTMESSAGE", {NO_KIND, "inqueueShortMessageFlow", ALL, 30, 1}},
};

static const char *const bridge_actions[] = {
    "GetAccountByPhoneNumber", "UpdateContactRecord", "FindCaseByNumber"};

static void
gen_refs_add(struct gen_refs *refs, const struct gen_ref *ref)
{
	for (size_t i = 0; i < refs->n; i++)
		if (refs->v[i].type == ref->type && refs->v[i].kind == ref->kind &&
		    refs->v[i].ordinal == ref->ordinal)
			return;
	if (refs->n < GEN_REFS_MAX)
		refs->v[refs->n++] = *ref;
}

static void
add_object_ref(const struct org *org, const struct generator *g, struct gen_refs *refs,
    enum kind kind, size_t ordinal)
{
	const struct org_object *object = generate_in_org(org, g, kind, ordinal);

	gen_refs_add(
	    refs, &(struct gen_ref){kinds[kind].type, kind, ordinal, object->id, object->name});
}

static void
add_flow_ref(const struct generator *g, struct gen_refs *refs, size_t made)
{
	const struct made_flow *flow = &g->flows[made];

	gen_refs_add(refs, &(struct gen_ref){flow_types[flow->type].reference, NO_KIND, made,
			       flow->id, flow->name});
}

/* E-mails and messages are transferred to flows of the same type only. */
static bool
may_transfer(const struct flow_type *from, const char *to)
{
	return (strcmp(to, "inboundEmailFlow") != 0 &&
		   strcmp(to, "inboundShortMessageFlow") != 0) ||
	       strcmp(from->reference, to) == 0;
}

/*
 * A flow refers to flows that were generated before it. One in 25 of such references may go to any
 * flow, so that some flows form a circle.
 */
static void
pick_flow(
    const struct generator *g, struct gen_refs *refs, const char *type, size_t made, struct rng *r)
{
	size_t t = 0, first, n, pick;

	while (strcmp(flow_types[t].reference, type) != 0)
		t++;
	first = g->type_start[t];
	n = g->type_start[t + 1] - first;
	if (!rng_chance(r, 4))
		while (n > 0 && g->of_type[first + n - 1] >= made)
			n--;
	if (n == 0)
		return;
	pick = g->of_type[first + rng_below(r, n)];
	if (pick != made && may_transfer(&flow_types[g->flows[made].type], type))
		add_flow_ref(g, refs, pick);
}

static void
add_by_odds(const struct org *org, const struct generator *g, struct gen_refs *refs,
    const struct odds *odds, size_t made, struct rng *r)
{
	unsigned chance = odds->chance;
	size_t n;

	if (chance < 100)
		chance = chance * g->flows[made].richness / 100;
	if (!rng_chance(r, chance))
		return;
	for (n = rng_between(r, 1, odds->max); n > 0; n--)
		if (odds->kind == NO_KIND)
			pick_flow(g, refs, odds->flow, made, r);
		else
			add_object_ref(
			    org, g, refs, odds->kind, rng_below(r, generate_count(g, odds->kind)));
}

/* A called module is copied into the caller, so the caller's manifest has the module's objects. */
static void
add_modules(const struct org *org, const struct generator *g, struct gen_refs *refs)
{
	struct gen_refs inner;

	for (size_t i = 0, n = refs->n; i < n; i++) {
		if (refs->v[i].kind != NO_KIND || strcmp(refs->v[i].type, "commonModuleFlow") != 0)
			continue;
		gen_refs_of(org, g, refs->v[i].ordinal, &inner);
		for (size_t k = 0; k < inner.n; k++)
			gen_refs_add(refs, &inner.v[k]);
	}
}

/* The first queue of the flow does not exist in this org any more. */
static void
make_orphan(const struct generator *g, size_t made, struct gen_refs *refs)
{
	size_t queue = gen_refs_find(refs, QUEUE, 0);

	if (queue == refs->n)
		return;
	generate_id(&g->plan, "orphan", g->flows[made].name, made, refs->orphan);
	refs->v[queue].id = refs->orphan;
}

void
gen_refs_of(const struct org *org, const struct generator *g, size_t made, struct gen_refs *refs)
{
	const struct made_flow *flow = &g->flows[made];
	const struct flow_type *type = &flow_types[flow->type];
	struct rng r = generate_fork(flow->seed, 3);

	refs->n = 0;
	if (type->family == BOT)
		add_object_ref(org, g, refs, NLU_DOMAIN, flow->domain);
	for (size_t i = 0; i < COUNT_OF(type_odds); i++)
		if (strcmp(type_odds[i].api, type->api) == 0)
			add_by_odds(org, g, refs, &type_odds[i].odds, made, &r);
	for (size_t i = 0; i < COUNT_OF(common_odds); i++)
		if (common_odds[i].families & type->family)
			add_by_odds(org, g, refs, &common_odds[i], made, &r);
	if (type->family == VOICE && rng_chance(&r, 2)) {
		const char *name = bridge_actions[rng_below(&r, COUNT_OF(bridge_actions))];

		gen_refs_add(
		    refs, &(struct gen_ref){"bridgeAction", NO_KIND, SIZE_MAX, name, name});
	}
	add_modules(org, g, refs);
	if (flow->loop != 0)
		add_flow_ref(g, refs, flow->loop - 1);
	if (flow->orphan)
		make_orphan(g, made, refs);
}

size_t
gen_refs_find(const struct gen_refs *refs, enum kind kind, size_t from)
{
	while (from < refs->n && refs->v[from].kind != kind)
		from++;
	return from;
}
