/* define.c - generated content: what its types share */
#include "define/define.h"

#include "gen/gen_emit.h"
#include "gen/gen_words.h"
#include "json/json_write.h"

/* SplitMix64's output function. */
static uint64_t
define_mix(uint64_t x)
{
	struct rng r = {x};

	return rng_next(&r);
}

struct rng
define_rng(const struct org *org, const struct org_object *o, const char *part)
{
	uint64_t key = o->key != 0 ? o->key : org_key(o->type, o->name);
	struct rng r = {define_mix(org->seed ^ key) ^ org_key(part, "")};

	rng_next(&r);
	return r;
}

/*
 * The candidate whose key gives the least number together with a number drawn: the choice moves
 * only if that very candidate is missing.
 */
const struct org_object *
define_pick(struct define *d, const char *type)
{
	const struct org_type *t = org_type(d->org, type);
	const struct org_object *best = NULL;
	uint64_t salt = rng_next(&d->r), least = UINT64_MAX;

	for (size_t i = 0; t != NULL && i < t->ids.n; i++) {
		const struct org_object *o = &d->org->objects[t->at[i]];
		uint64_t n = define_mix(salt ^ o->key);
		if (o->key == 0 || o->key == d->o->key || n >= least)
			continue;
		least = n;
		best = o;
	}
	return best;
}

const struct org_flow *
define_pick_flow(struct define *d, const char *type)
{
	const struct org_flow *best = NULL;
	uint64_t salt = rng_next(&d->r), least = UINT64_MAX;

	for (size_t i = 0; i < d->org->nflows; i++) {
		const struct org_flow *flow = &d->org->flows[i];
		uint64_t n = define_mix(salt ^ flow->key);
		if (flow->key == 0 || n >= least || strcmp(flow->type, type) != 0)
			continue;
		least = n;
		best = flow;
	}
	return best;
}

static void
define_id(struct define *d, const char *name, const char *id)
{
	json_write_open(d->b, name);
	json_write_cstr(d->b, "id", id);
	json_write_close(d->b);
}

void
define_ref(struct define *d, const char *name, const char *type)
{
	const struct org_object *o = define_pick(d, type);

	if (o != NULL)
		define_id(d, name, o->id);
}

void
define_flow(struct define *d, const char *name, const char *type)
{
	const struct org_flow *flow = define_pick_flow(d, type);

	if (flow != NULL)
		define_id(d, name, flow->id);
}

void
define_put(struct define *d, const char *template, ...)
{
	va_list args;

	gen_emit_comma(d->b);
	va_start(args, template);
	gen_vemit(d->b, template, args);
	va_end(args);
}

void
define_description(struct define *d)
{
	if (!rng_chance(&d->r, 20))
		define_put(d, "'description':%s", gen_words_sentence(&d->r));
}

void
define_canary(struct buf *b, const char *what, uint64_t number)
{
	buf_printf(b, "CANARY-%s-%06llx", what, (unsigned long long)(number & 0xffffff));
}
