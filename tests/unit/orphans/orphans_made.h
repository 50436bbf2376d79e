/*
 * orphans_made.h - random flows for the tests of orphans: actions with ways between them, the objects
 * that they use, and their text. A test program includes it once.
 */
#ifndef ORPHANS_MADE_H
#define ORPHANS_MADE_H

#include "base/buf.h"
#include "random.h"

enum { TASKS = 3, ACTIONS = 24, PATHS = 3, OBJECTS = 3, ROUNDS = 20000, NONE = -1 };
enum { ORPHANS = 2 }; /* the first objects are missing in the new org */

#define ID_FORMAT "00000000-0000-4000-8000-%012d"

struct path {
	const char *label, *output, *word;
};

static const struct made_kind {
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

struct made_action {
	const struct made_kind *kind;
	int task, next, path[PATHS]; /* actions, or NONE */
	bool uses[OBJECTS];
	int order; /* of the members */
	bool orphan, gone, disconnect, reached;
	int on;
};

struct orphans_flow {
	int tasks, actions, start[TASKS];
	struct made_action a[ACTIONS];
	bool setting[OBJECTS], variable[OBJECTS];
	int reference; /* an action that something unknown points to */
	bool had_context[OBJECTS], had_entry[OBJECTS];
};

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
print_path(struct buf *b, const struct made_action *a, size_t i)
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
print_action(struct buf *b, const struct orphans_flow *f, int number)
{
	const struct made_action *a = &f->a[number];

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
print_task(struct buf *b, const struct orphans_flow *f, int task)
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
is_used(const struct orphans_flow *f, int object)
{
	bool used = f->setting[object] || f->variable[object];

	for (int i = 0; i < f->actions; i++)
		used |= f->a[i].uses[object] && !f->a[i].gone && !f->a[i].disconnect;
	return used;
}

static void
print_entry(struct buf *b, const struct orphans_flow *f, int object)
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
print_lists(struct buf *b, const struct orphans_flow *f, bool manifest)
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
print_flow(struct buf *b, const struct orphans_flow *f)
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
random_target(struct random *r, const struct orphans_flow *f, int task)
{
	int to = (int)random_below(r, (size_t)f->actions);

	return random_below(r, 3) > 0 && f->a[to].task == task ? to : NONE;
}

static void
random_flow(struct random *r, struct orphans_flow *f)
{
	*f = (struct orphans_flow){.tasks = 1 + (int)random_below(r, TASKS), .reference = NONE};
	f->actions = 1 + (int)random_below(r, random_below(r, 2) ? 5 : ACTIONS);
	for (int i = 0; i < f->actions; i++) {
		struct made_action *a = &f->a[i];
		a->kind = &kinds[random_below(r, COUNT_OF(kinds))];
		a->task = (int)random_below(r, (size_t)f->tasks);
		a->order = (int)random_below(r, 16);
		for (int k = 0; k < OBJECTS; k++)
			a->uses[k] = random_below(r, k < ORPHANS ? 9 : 4) == 0;
	}
	for (int i = 0; i < f->actions; i++) {
		struct made_action *a = &f->a[i];
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

#endif
