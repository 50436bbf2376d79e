/*
 * Flows without orphans, held against the rules read naively: random flows, of which a model says
 * what must stay; the result is the text of that model, byte for byte.
 */
#include "orphans/orphans.h"
#include "orphans_made.h"
#include "tap.h"

static struct orphans o = ORPHANS_INIT;
static struct json j = JSON_INIT;

/* Sets `on`; false: it is not certain, or the action ends its sequence. */
static bool
model_way(struct made_action *a, const char *const *words, bool disconnect, bool *unrolled)
{
	static const char *const defaults[] = {"failure", "notFound", "timeout", NULL};
	const struct made_kind *kind = a->kind;
	bool fails = false;

	for (size_t i = 0; i < kind->npaths; i++)
		fails |= kind->paths[i].word != NULL && a->path[i] != NONE &&
			 strcmp(kind->paths[i].word, "failure") == 0;
	a->on = a->next;
	if (kind->ends && a->next == NONE && !fails) {
		a->disconnect = kind->transfer && disconnect;
		a->gone = false;
		return a->disconnect;
	}
	if (a->next != NONE || kind->npaths == 0)
		return true;
	for (const char *const *word = words[0] != NULL ? words : defaults; *word != NULL; word++)
		for (size_t i = 0; i < kind->npaths; i++)
			if ((kind->paths[i].word != NULL &&
				strcmp(*word, kind->paths[i].word) == 0) ||
			    strcmp(*word, kind->paths[i].label) == 0) {
				a->on = a->path[i];
				return true;
			}
	a->on = a->path[0];
	*unrolled = kind->loop;
	return kind->npaths == 1;
}

static int
model_lead(const struct orphans_flow *f, int to)
{
	for (int steps = 0; to != NONE && f->a[to].gone; to = f->a[to].on)
		if (steps++ > f->actions)
			return NONE;
	return to;
}

static void
model_reach(struct orphans_flow *f, int i)
{
	i = model_lead(f, i);
	if (i == NONE || f->a[i].reached)
		return;
	f->a[i].reached = true;
	if (f->a[i].disconnect)
		return;
	model_reach(f, f->a[i].next);
	for (size_t k = 0; k < f->a[i].kind->npaths; k++)
		model_reach(f, f->a[i].path[k]);
}

static bool
model_leaves_loop(struct orphans_flow *f, int i, bool *seen)
{
	bool leaves;

	if (i == NONE || seen[i])
		return false;
	seen[i] = true;
	leaves = strcmp(f->a[i].kind->type, "ExitLoopAction") == 0 ||
		 model_leaves_loop(f, f->a[i].next, seen);
	for (size_t k = 0; k < f->a[i].kind->npaths && !f->a[i].kind->loop; k++)
		leaves |= model_leaves_loop(f, f->a[i].path[k], seen);
	return leaves;
}

static bool
model_ways(struct orphans_flow *f, const char *const *words, bool disconnect)
{
	bool good = true;

	for (int i = 0; i < f->actions; i++) {
		struct made_action *a = &f->a[i];
		bool unrolled = false, seen[ACTIONS] = {false};
		for (int k = 0; k < ORPHANS; k++)
			a->orphan |= a->uses[k];
		if (!a->orphan)
			continue;
		a->gone = true;
		good &= model_way(a, words, disconnect, &unrolled);
		if (unrolled)
			good &= !model_leaves_loop(f, a->on, seen);
	}
	return good;
}

/* The flow as it must be. False: it must be withheld. */
static bool
orphans_model(struct orphans_flow *f, const char *const *words, bool disconnect)
{
	struct orphans_flow before = *f;
	bool good = true, cut = false;

	for (int i = 0; i < f->tasks; i++)
		model_reach(&before, before.start[i]);
	for (int k = 0; k < ORPHANS; k++)
		good &= !f->setting[k] && !f->variable[k];
	if (!model_ways(f, words, disconnect) || !good)
		return false;
	for (int i = 0; i < f->tasks; i++)
		model_reach(f, f->start[i]);
	for (int i = 0; i < f->actions; i++)
		if (!before.a[i].reached && !f->a[i].gone)
			model_reach(f, i);
	for (int i = 0; i < f->actions; i++)
		if (before.a[i].reached && !f->a[i].reached && !f->a[i].gone) {
			f->a[i].gone = cut = true;
			f->a[i].on = NONE;
		}
	if (f->reference != NONE && f->a[f->reference].gone)
		return false;
	for (int i = 0; i < f->tasks; i++)
		f->start[i] = model_lead(f, f->start[i]);
	for (int i = 0; i < f->actions; i++) {
		f->a[i].next = model_lead(f, f->a[i].next);
		for (size_t k = 0; k < PATHS; k++)
			f->a[i].path[k] = model_lead(f, f->a[i].path[k]);
	}
	return !cut || words[0] != NULL;
}

static void
count_words(const char *const *words)
{
	o.paths = words;
	for (o.npaths = 0; words[o.npaths] != NULL;)
		o.npaths++;
}

static void
test_orphans_random(void)
{
	struct random r = {4711};
	struct buf text = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
	size_t bad = 0, withheld = 0, changed = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct orphans_flow f;
		bool good;
		random_flow(&r, &f);
		print_flow(&text, &f);
		count_words(choices[random_below(&r, COUNT_OF(choices))]);
		o.disconnect = random_below(&r, 2) == 0;
		good = orphans_model(&f, o.paths, o.disconnect);
		print_flow(&want, &f);
		buf_clear(&got);
		if (orphans_read(&o, &j, buf_slice(&text)) && !o.withheld)
			splices_apply(&o.edits, buf_slice(&text), &got);
		withheld += !good;
		changed += good && !slice_eq(buf_slice(&text), buf_slice(&want));
		if (o.withheld == good || (good && !slice_eq(buf_slice(&got), buf_slice(&want)))) {
			if (bad++ == 0)
				printf("# round %d%s: %s\n# text %s\n# want %s\n# got  %s\n", round,
				    good ? "" : ", to be withheld", o.why.n > 0 ? o.why.p : "",
				    text.p, want.p, got.n > 0 ? got.p : "");
		} else if (good && orphans_read(&o, &j, buf_slice(&got))) {
			bad += o.withheld || o.edits.n > 0; /* nothing is left to do */
		}
	}
	ok(bad == 0, "%d random flows: %zu differ from the model", ROUNDS, bad);
	ok(withheld > ROUNDS / 10 && changed > ROUNDS / 10,
	    "of these %zu are withheld and %zu changed", withheld, changed);
	buf_release(&text);
	buf_release(&want);
	buf_release(&got);
}

int
main(void)
{
	idset_add(&o.list.ids, slice_str("object-0"));
	idset_add(&o.list.ids, slice_str("object-1"));
	test_orphans_random();
	orphans_release(&o);
	json_release(&j);
	return tap_done();
}
