/* gen_body.c - a flow's configuration while it is written */
#include "gen/gen_body.h"

#include "base/mem.h"
#include "gen/gen_words.h"

/* Numbers of the forks of a flow's seed; 1 to 3 are generate.c's and gen_refs.c's. */
enum {
	FORK_PLAN = 10,
	FORK_LAYOUT,
	FORK_TEXT,
	FORK_STEPS = 1000,
	FORK_GUARDS = 1 << 23,
	FORK_LATER = 1 << 24
};

char *
gen_body_description(const struct made_flow *flow)
{
	struct rng r = generate_fork(flow->seed, FORK_TEXT);

	return rng_chance(&r, 50) ? xstrdup(gen_words_sentence(&r)) : NULL;
}

void
gen_body_use(struct body *b, size_t ref, const char *label, const char *id, const char *name)
{
	struct use *use;

	b->uses = xgrow(b->uses, &b->uses_cap, b->nuses + 1, sizeof(*b->uses));
	use = &b->uses[b->nuses++];
	*use = (struct use){.ref = ref, .label = label};
	snprintf(use->id, sizeof(use->id), "%s", id);
	snprintf(use->name, sizeof(use->name), "%s", name == NULL ? "" : name);
}

static void
gen_add_step(struct body *b, const struct action *action, size_t ref, uint64_t number)
{
	struct rng r = generate_fork(b->flow->seed, number);
	struct buf name = BUF_INIT;
	struct step *s;

	b->steps = xgrow(b->steps, &b->steps_cap, b->nsteps + 1, sizeof(*b->steps));
	s = &b->steps[b->nsteps++];
	*s = (struct step){.action = action, .ref = ref};
	rng_uuid(&r, s->id);
	s->seed = rng_next(&r);
	buf_puts(&name, action->label);
	if (rng_chance(&r, 35)) {
		buf_clear(&name);
		gen_words_expand(
		    &r, "<verb> <thing>|<verb> <thing> <by>|<outcome>?|Set <word>", &name);
	}
	snprintf(s->name, sizeof(s->name), "%s", name.p);
	buf_release(&name);
}

/* A filling step: mostly any, sometimes one more use of a reference. */
static const struct action *
pick_filler(struct body *b, struct rng *r, size_t *ref)
{
	size_t pick = rng_below(r, GEN_REFS_MAX);
	const struct action *action = NULL;

	*ref = NO_REF;
	if (pick < b->refs.n)
		action = gen_action_for(b, &b->refs.v[pick]);
	if (action == NULL)
		return gen_action_filler(b, r);
	*ref = pick;
	return action;
}

/* A step that ends the task gets a decision before it: what comes after it is still reached. */
static void
gen_guard_steps(struct body *b)
{
	struct step *steps = b->steps;
	size_t n = b->nsteps;

	b->steps = NULL;
	b->nsteps = b->steps_cap = 0;
	for (size_t i = 0; i < n; i++) {
		if (steps[i].action->last) {
			gen_add_step(b, gen_action_decision(), NO_REF, FORK_GUARDS + i);
			b->steps[b->nsteps - 1].guard = true;
		}
		b->steps = xgrow(b->steps, &b->steps_cap, b->nsteps + 1, sizeof(*b->steps));
		b->steps[b->nsteps++] = steps[i];
	}
	free(steps);
}

static size_t
gen_step_cost(const struct action *action)
{
	return action->cost + (action->last ? gen_action_decision()->cost : 0);
}

/* One step for each reference, then others until the body has its planned size. */
static void
make_steps(struct body *b)
{
	struct rng *r = &b->plan;
	size_t cost = gen_settings_cost(b);

	gen_add_step(b, gen_action_update(), NO_REF, FORK_STEPS);
	b->steps[0].longest = true;
	cost += b->steps[0].action->cost + b->flow->terms * 150;
	for (size_t i = 0; i < b->refs.n; i++) {
		const struct action *action = gen_action_for(b, &b->refs.v[i]);

		if (action == NULL)
			continue;
		gen_add_step(b, action, i, FORK_STEPS + b->nsteps);
		cost += gen_step_cost(action) + gen_cache_cost(&b->refs.v[i]);
	}
	while (cost < b->flow->bytes) {
		size_t ref;
		const struct action *action = pick_filler(b, r, &ref);

		gen_add_step(b, action, ref, FORK_STEPS + b->nsteps);
		cost += gen_step_cost(action);
	}
	for (size_t i = b->nsteps; i > 1; i--) {
		size_t k = rng_below(r, i);
		struct step swap = b->steps[k];

		b->steps[k] = b->steps[i - 1];
		b->steps[i - 1] = swap;
	}
	gen_guard_steps(b);
	for (size_t v = 0; v < b->version; v++)
		gen_add_step(b, gen_action_update(), NO_REF, FORK_LATER + v);
}

/* The flow was saved before its data action got today's name. */
static void
rename_stale(struct body *b)
{
	size_t found = gen_refs_find(&b->refs, DATA_ACTION, 0);

	if (!b->flow->stale || found == b->refs.n)
		return;
	buf_printf(&b->renamed, "Old %s", b->refs.v[found].name);
	b->refs.v[found].name = b->renamed.p;
}

/* The keys before the sequences, in one of the two orders that real flows have. */
static void
write_front(struct body *b, const char *initial, struct buf *to)
{
	struct rng r = generate_fork(b->flow->seed, FORK_LAYOUT);
	char *description = gen_body_description(b->flow);
	bool first = rng_chance(&r, 73);

	buf_putc(to, '{');
	if (first)
		gen_emit(to, "'nextTrackingNumber':%zu,", b->tracking + 1);
	gen_emit(to, "'defaultLanguage':'en-US'");
	if (description != NULL)
		gen_emit(to, ",'description':%s", description);
	gen_emit(to, ",'initialSequence':%s,'name':%s", initial, b->flow->name);
	if (!first)
		gen_emit(to, ",'nextTrackingNumber':%zu", b->tracking + 1);
	gen_emit(to, ",'uiMetaData':");
	gen_cache_write(b, to);
	gen_settings_languages(b, to);
	free(description);
}

static void
body_start(struct body *b, const struct org *org, const struct generator *g, size_t made)
{
	struct rng r;

	*b = (struct body){.org = org, .g = g, .flow = &g->flows[made], .made = made};
	b->type = &flow_types[b->flow->type];
	b->tracking = 9;
	gen_refs_of(org, g, made, &b->refs);
	r = generate_fork(b->flow->seed, FORK_PLAN);
	gen_variable_make(b, &r);
	b->plan = r;
}

static void
body_release(struct body *b)
{
	free(b->steps);
	free(b->tasks);
	free(b->variables);
	free(b->uses);
	buf_release(&b->renamed);
}

void
gen_body_model(const struct org *org, const struct generator *g, size_t made, struct buf *to)
{
	struct body b;
	struct buf items = BUF_INIT;

	body_start(&b, org, g, made);
	make_steps(&b);
	gen_sequence_write(&b, &items);
	gen_emit(to, "{'initialSequence':%s,'name':%s,'uiMetaData':", b.tasks[0].id, b.flow->name);
	gen_cache_write(&b, to);
	gen_emit(to, ",'type':'commonmodule','flowSequenceItemList':");
	buf_add_slice(to, buf_slice(&items));
	gen_emit(to, ",'variables':");
	gen_variable_write_flow(&b, to);
	buf_putc(to, '}');
	buf_release(&items);
	body_release(&b);
}

/* The manifest stands near the front and knows what all the rest uses: that is written first. */
void
generate_body(const struct org *org, const struct org_flow *flow, size_t version, struct buf *to)
{
	struct body b;
	struct buf items = BUF_INIT, settings = BUF_INIT, after = BUF_INIT;

	body_start(&b, org, org->generator, flow->made - 1);
	b.version = version;
	rename_stale(&b);
	make_steps(&b);
	gen_sequence_write(&b, &items);
	gen_settings_before(&b, &settings);
	gen_settings_after(&b, &after);
	write_front(&b, gen_sequence_initial(&b), to);
	if (!b.flow->bare)
		gen_manifest_write(&b, to);
	buf_add_slice(to, buf_slice(&settings));
	gen_emit(to, ",'flowSequenceItemList':");
	buf_add_slice(to, buf_slice(&items));
	buf_add_slice(to, buf_slice(&after));
	buf_putc(to, '}');
	buf_release(&items);
	buf_release(&settings);
	buf_release(&after);
	body_release(&b);
}
