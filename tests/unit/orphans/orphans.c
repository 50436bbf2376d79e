/*
 * Flows without orphans, held against the rules read naively: random flows, of which a model says
 * what must stay; the result is the text of that model, byte for byte.
 */
#include "orphans/orphans.h"
#include "random.h"
#include "tap.h"

enum { TASKS = 3, ACTIONS = 24, PATHS = 3, OBJECTS = 3, ROUNDS = 20000, NONE = -1 };
enum { ORPHANS = 2 }; /* the first objects are missing in the new org */

#define ID_FORMAT "00000000-0000-4000-8000-%012d"

struct path {
	const char *label, *output, *word;
};

static const struct kind {
	const char *type;
	struct path paths[PATHS];
	size_t npaths;
	bool ends, transfer, loop;
} kinds[] = {
    {.type = "UpdateVariableAction"},
    {.type = "DataAction",
	.paths = {{"Success", "__SUCCESS__", "success"}, {"Failure", "__FAILURE__", "failure"},
	    {"Timeout", "__TIMEOUT__", "timeout"}},
	.npaths = 3},
    {.type = "DataTableLookupAction",
	.paths = {{"Gefunden", "__FOUND__", "success"}, {"Sonst", "__NOT_FOUND__", "notFound"}},
	.npaths = 2},
    {.type = "SwitchAction",
	.paths = {{"Case 1", "11111111-0000-4000-8000-000000000001", NULL},
	    {"Default", "__DEFAULT__", NULL}},
	.npaths = 2},
    {.type = "SetWrapupCodeAction", .paths = {{"Only", "__ONLY__", NULL}}, .npaths = 1},
    {.type = "TransferPureMatchAction",
	.paths = {{"Failure", "__FAILURE__", "failure"}},
	.npaths = 1,
	.ends = true,
	.transfer = true},
    {.type = "TransferFlowAction", .ends = true, .transfer = true},
    {.type = "TransferTaskAction", .ends = true},
    {.type = "EndTaskAction", .ends = true},
    {.type = "ExitLoopAction", .ends = true},
    {.type = "LoopAction", .paths = {{"Loop", "__LOOP__", NULL}}, .npaths = 1, .loop = true},
};

static const char *const choices[][3] = {
    {NULL}, {NULL}, {"failure"}, {"success"}, {"notFound", "failure"}, {"Case 1"}};

struct action {
	const struct kind *kind;
	int task, next, path[PATHS]; /* actions, or NONE */
	bool uses[OBJECTS];
	int order; /* of the members */
	bool orphan, gone, disconnect, reached;
	int on;
};

struct flow {
	int tasks, actions, start[TASKS];
	struct action a[ACTIONS];
	bool setting[OBJECTS], variable[OBJECTS];
	int reference; /* an action that something unknown points to */
	bool had_context[OBJECTS], had_entry[OBJECTS];
};

static struct orphans o = ORPHANS_INIT;
static struct json j = JSON_INIT;

static void
print_comma(struct buf *b)
{
	if (b->n > 0 && strchr("{[,:", b->p[b->n - 1]) == NULL)
		buf_putc(b, ',');
}

static void
print_pointer(struct buf *b, const char *name, int to)
{
	if (to == NONE)
		return;
	print_comma(b);
	buf_printf(b, "\"%s\":\"" ID_FORMAT "\"", name, to);
}

static void
print_path(struct buf *b, const struct action *a, size_t i)
{
	print_comma(b);
	buf_puts(b, "{");
	if (a->order & 1)
		print_pointer(b, "nextActionId", a->path[i]);
	print_comma(b);
	buf_printf(b, "\"label\":\"%s\"", a->kind->paths[i].label);
	if ((a->order & 3) == 2)
		print_pointer(b, "nextActionId", a->path[i]);
	buf_printf(b, ",\"outputId\":\"%s\"", a->kind->paths[i].output);
	if (!(a->order & 3))
		print_pointer(b, "nextActionId", a->path[i]);
	buf_puts(b, "}");
}

static void
print_action(struct buf *b, const struct flow *f, int number)
{
	const struct action *a = &f->a[number];

	print_comma(b);
	if (a->disconnect) {
		buf_printf(b,
		    "{\"trackingId\":%d,\"id\":\"" ID_FORMAT "\",\"name\":\"Disconnect\","
		    "\"uiMetaData\":{\"collapsed\":false},\"__type\":\"DisconnectAction\"}",
		    number + 10, number);
		return;
	}
	buf_puts(b, "{");
	if (a->order & 4)
		print_pointer(b, "nextAction", a->next);
	print_comma(b);
	buf_printf(b, "\"trackingId\":%d,\"id\":\"" ID_FORMAT "\",\"name\":\"A \\\"%d\"",
	    number + 10, number, number);
	if (!(a->order & 12))
		print_pointer(b, "nextAction", a->next);
	buf_printf(b, ",\"__type\":\"%s\"", a->kind->type);
	for (int k = 0; k < OBJECTS; k++)
		if (a->uses[k])
			buf_printf(b, ",\"use%d\":{\"lit\":{\"val\":\"object-%d\"}}", k, k);
	if (a->kind->loop) {
		buf_puts(b, ",\"path\":");
		print_path(b, a, 0);
	} else if (a->kind->npaths > 0) {
		buf_puts(b, ",\"paths\":[");
		for (size_t i = 0; i < a->kind->npaths; i++)
			print_path(b, a, i);
		buf_puts(b, "]");
	}
	if ((a->order & 12) == 8)
		print_pointer(b, "nextAction", a->next);
	buf_puts(b, "}");
}

static void
print_task(struct buf *b, const struct flow *f, int task)
{
	print_comma(b);
	buf_puts(b, "{");
	print_pointer(b, "startAction", f->start[task]);
	print_comma(b);
	buf_printf(b, "\"trackingId\":%d,\"name\":\"Task %d\",\"__type\":\"Task\",\"actionList\":[",
	    task + 100, task);
	for (int i = 0; i < f->actions; i++)
		if (f->a[i].task == task && !f->a[i].gone)
			print_action(b, f, i);
	buf_puts(b, "]}");
}

static bool
is_used(const struct flow *f, int object)
{
	bool used = f->setting[object] || f->variable[object];

	for (int i = 0; i < f->actions; i++)
		used |= f->a[i].uses[object] && !f->a[i].gone && !f->a[i].disconnect;
	return used;
}

static void
print_entry(struct buf *b, const struct flow *f, int object)
{
	print_comma(b);
	buf_printf(b, "{\"id\":\"object-%d\",\"context\":[", object);
	if (f->setting[object])
		buf_puts(b, "{\"id\":\"errorHandling\"}");
	for (int i = 0; i < f->actions; i++)
		if (f->a[i].uses[object] && !f->a[i].gone && !f->a[i].disconnect) {
			print_comma(b);
			buf_printf(b, "{\"actionName\":\"x\",\"id\":\"" ID_FORMAT "\"}", i);
		}
	if (b->p[b->n - 1] == '[' && f->had_context[object]) {
		b->n -= strlen(",\"context\":[");
		buf_puts(b, ",\"name\":\"N\"}");
	} else {
		buf_puts(b, "],\"name\":\"N\"}");
	}
}

static void
print_lists(struct buf *b, const struct flow *f, bool manifest)
{
	size_t head = b->n;

	buf_puts(b, manifest ? "\"queue\":[" : "\"scripts\":[");
	for (int k = 0; k < OBJECTS; k++) {
		if (!f->had_entry[k] || !is_used(f, k))
			continue;
		if (manifest) {
			print_entry(b, f, k);
		} else {
			print_comma(b);
			buf_printf(b, "{\"id\":\"object-%d\",\"columns\":[]}", k);
		}
	}
	if (b->p[b->n - 1] == '[')
		b->n = head;
	else
		buf_puts(b, "],");
	buf_puts(b, manifest ? "\"userPrompt\":[]}" : "\"screenPops\":[]}");
}

static void
print_flow(struct buf *b, const struct flow *f)
{
	buf_clear(b);
	buf_puts(b, "{\"kind\":\"flow\",\"id\":\"own\",\"type\":\"INBOUNDCALL\",\"configuration\":{"
		    "\"name\":\"F\",\"flowSequenceItemList\":[");
	for (int i = 0; i < f->tasks; i++)
		print_task(b, f, i);
	buf_puts(b, "],\"actionReferences\":[");
	if (f->reference != NONE)
		buf_printf(b, "\"" ID_FORMAT "\"", f->reference);
	buf_puts(b, "],\"errorHandling\":[");
	for (int k = 0; k < OBJECTS; k++)
		if (f->setting[k]) {
			print_comma(b);
			buf_printf(b, "\"object-%d\"", k);
		}
	buf_puts(b, "],\"variables\":[");
	for (int k = 0; k < OBJECTS; k++)
		if (f->variable[k]) {
			print_comma(b);
			buf_printf(b, "{\"initialValue\":\"object-%d\"}", k);
		}
	buf_puts(b, "],\"manifest\":{");
	print_lists(b, f, true);
	buf_puts(b, ",\"uiMetaData\":{\"a\":true,");
	print_lists(b, f, false);
	buf_puts(b, ",\"nextTrackingNumber\":500}}");
}

static int
random_target(struct random *r, const struct flow *f, int task)
{
	int to = (int)random_below(r, (size_t)f->actions);

	return random_below(r, 3) > 0 && f->a[to].task == task ? to : NONE;
}

static void
random_flow(struct random *r, struct flow *f)
{
	*f = (struct flow){.tasks = 1 + (int)random_below(r, TASKS), .reference = NONE};
	f->actions = 1 + (int)random_below(r, random_below(r, 2) ? 5 : ACTIONS);
	for (int i = 0; i < f->actions; i++) {
		struct action *a = &f->a[i];
		a->kind = &kinds[random_below(r, COUNT_OF(kinds))];
		a->task = (int)random_below(r, (size_t)f->tasks);
		a->order = (int)random_below(r, 16);
		for (int k = 0; k < OBJECTS; k++)
			a->uses[k] = random_below(r, k < ORPHANS ? 9 : 4) == 0;
	}
	for (int i = 0; i < f->actions; i++) {
		struct action *a = &f->a[i];
		a->next =
		    !a->kind->ends || random_below(r, 9) == 0 ? random_target(r, f, a->task) : NONE;
		for (size_t k = 0; k < PATHS; k++)
			a->path[k] = k < a->kind->npaths ? random_target(r, f, a->task) : NONE;
	}
	for (int i = 0; i < f->tasks; i++)
		f->start[i] = random_target(r, f, i);
	for (int k = 0; k < OBJECTS; k++) {
		f->setting[k] = random_below(r, k < ORPHANS ? 60 : 3) == 0;
		f->variable[k] = random_below(r, k < ORPHANS ? 60 : 3) == 0;
	}
	if (random_below(r, 8) == 0)
		f->reference = (int)random_below(r, (size_t)f->actions);
	for (int k = 0; k < OBJECTS; k++) {
		f->had_entry[k] = is_used(f, k);
		f->had_context[k] = f->setting[k];
		for (int i = 0; i < f->actions; i++)
			f->had_context[k] |= f->a[i].uses[k];
	}
}

/* Sets `on`; false: it is not certain, or the action ends its sequence. */
static bool
model_way(struct action *a, const char *const *words, bool disconnect, bool *unrolled)
{
	static const char *const defaults[] = {"failure", "notFound", "timeout", NULL};
	const struct kind *kind = a->kind;
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
model_lead(const struct flow *f, int to)
{
	for (int steps = 0; to != NONE && f->a[to].gone; to = f->a[to].on)
		if (steps++ > f->actions)
			return NONE;
	return to;
}

static void
model_reach(struct flow *f, int i)
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
model_leaves_loop(struct flow *f, int i, bool *seen)
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
model_ways(struct flow *f, const char *const *words, bool disconnect)
{
	bool good = true;

	for (int i = 0; i < f->actions; i++) {
		struct action *a = &f->a[i];
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
orphans_model(struct flow *f, const char *const *words, bool disconnect)
{
	struct flow before = *f;
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
test_random(void)
{
	struct random r = {4711};
	struct buf text = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
	size_t bad = 0, withheld = 0, changed = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct flow f;
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
	test_random();
	orphans_release(&o);
	json_release(&j);
	return tap_done();
}
