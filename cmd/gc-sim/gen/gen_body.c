/* gen_body.c - a flow's configuration */
#include "gen/gen_body.h"

#include "base/mem.h"
#include "gen/gen_words.h"

char *
gen_body_description(const struct made_flow *flow)
{
	struct rng r = generate_fork(flow->seed, FORK_TEXT);

	return rng_chance(&r, 50) ? xstrdup(gen_words_sentence(&r)) : NULL;
}

/* The data action was renamed after the flow was saved: the flow has the old name. */
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

/* The manifest is near the front and lists what all the rest uses, so the rest is written first. */
void
generate_body(const struct org *org, const struct org_flow *flow, size_t version, struct buf *to)
{
	struct body b;
	struct buf items = BUF_INIT, settings = BUF_INIT, after = BUF_INIT;

	gen_steps_start(&b, org, org->generator, flow->made - 1);
	b.version = version;
	rename_stale(&b);
	gen_steps_make(&b);
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
	gen_steps_release(&b);
}
