/* gen_steps.c - which steps a flow has, as many as make its planned size */
#include "gen/gen_body.h"

#include "base/mem.h"
#include "gen/gen_words.h"

/* Numbers of the forks of a flow's seed, beyond those of gen_body.h. */
enum { FORK_STEPS = 1000, FORK_GUARDS = 1 << 23, FORK_LATER = 1 << 24 };

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

/* A step that only fills: usually any kind, sometimes another use of a reference. */
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

/* Put a decision before each step that ends the task, so that the steps after it can be reached. */
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

/* The bytes that gen_settings.c writes, roughly. */
static size_t
steps_settings_cost(const struct body *b)
{
	size_t cost = 2500 + b->nvariables * 350;

	if (b->type->family == VOICE)
		cost += 9700;
	if (b->type->family == BOT)
		cost += 15500;
	return cost;
}

/* One step for each reference, then others until the body has its planned size. */
void
gen_steps_make(struct body *b)
{
	struct rng *r = &b->plan;
	size_t cost = steps_settings_cost(b);

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

void
gen_steps_start(struct body *b, const struct org *org, const struct generator *g, size_t made)
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

void
gen_steps_release(struct body *b)
{
	free(b->steps);
	free(b->tasks);
	free(b->variables);
	free(b->uses);
	buf_release(&b->renamed);
}
