/* Differences of flows of odd shapes: pointers in circles and to nothing, parts without names. */
#include "diff/diff_words.h"
#include "tap.h"

#define FLOW(configuration) \
	"{\"kind\":\"flow\",\"id\":\"f\",\"name\":\"F\",\"configuration\":{" configuration "}}"
#define ITEMS(items)      FLOW("\"flowSequenceItemList\":[" items "]")
#define TASK(id, members) "{\"id\":\"" id "\",\"name\":\"" id "\",\"__type\":\"Task\"," members "}"
#define ONE_TASK(start, actions) \
	ITEMS(TASK("t", "\"startAction\":\"" start "\",\"actionList\":[" actions "]"))
#define ACTION(id, more) "{\"id\":\"" id "\",\"name\":\"" id "\",\"__type\":\"A\"" more "}"
#define NEXT(id)         ",\"nextAction\":\"" id "\""

static struct diff d = DIFF_INIT;
static struct json j = JSON_INIT;

/* "where: what" for each change, in lines; of one that is not a changed value, its kind. */
static void
differ_by(const char *what, const char *a, const char *b, const char *want)
{
	static const char *const kinds[] = {[DIFF_ADDED] = "added",
	    [DIFF_REMOVED] = "removed",
	    [DIFF_MOVED] = "moved",
	    [DIFF_RENAMED] = "renamed",
	    [DIFF_ORDER] = "order"};
	struct buf got = BUF_INIT;

	ok(diff_read(&d, DIFF_A, &j, slice_str(a)) && diff_read(&d, DIFF_B, &j, slice_str(b)),
	    "%s: two flows", what);
	diff_compare(&d);
	buf_puts(&got, "");
	for (size_t i = 0; i < d.n; i++) {
		diff_where(&d, &d.v[i], &got);
		buf_puts(&got, ": ");
		if (d.v[i].kind == DIFF_CHANGED)
			diff_what(&d, &d.v[i], &got);
		else
			buf_puts(&got, kinds[d.v[i].kind]);
		buf_putc(&got, '\n');
	}
	ok(tap_is(&got, want), "%s", what);
}

static void
test_shapes_of_links(void)
{
	differ_by("a circle of actions that went",
	    ONE_TASK(
		"s", ACTION("s", NEXT("x")) "," ACTION("x", NEXT("y")) "," ACTION("y", NEXT("x"))),
	    ONE_TASK("s", ACTION("s", "")),
	    "task \"t\": action \"x\": removed\n"
	    "task \"t\": action \"y\": removed\n");
	differ_by("a circle of actions that came", ONE_TASK("s", ACTION("s", "")),
	    ONE_TASK(
		"s", ACTION("s", NEXT("x")) "," ACTION("x", NEXT("y")) "," ACTION("y", NEXT("x"))),
	    "task \"t\": action \"x\": added\ntask \"t\": action \"y\": added\n");
	differ_by("a pointer to nothing that went", ONE_TASK("s", ACTION("s", NEXT("gone"))),
	    ONE_TASK("s", ACTION("s", "")), "task \"t\": action \"s\": next\n");
	differ_by("a pointer to nothing that came", ONE_TASK("s", ACTION("s", "")),
	    ONE_TASK("s", ACTION("s", NEXT("gone"))), "task \"t\": action \"s\": next\n");
	differ_by("a pointer to a task, and to an action", ONE_TASK("s", ACTION("s", NEXT("t"))),
	    ONE_TASK("s", ACTION("s", NEXT("s"))), "task \"t\": action \"s\": next\n");
	differ_by("a pointer that is a number", ONE_TASK("s", ACTION("s", ",\"nextAction\":5")),
	    ONE_TASK("s", ACTION("s", ",\"nextAction\":6")), "task \"t\": action \"s\": next\n");
	differ_by("an action that nothing led to",
	    ONE_TASK("s", ACTION("s", "") "," ACTION("x", "")),
	    ONE_TASK("s", ACTION("s", NEXT("x")) "," ACTION("x", "")),
	    "task \"t\": action \"s\": next\n");
}

/* An action in another task, and where it leads from there. */
static void
test_shapes_of_moves(void)
{
#define TWO_TASKS(first, second)                                                      \
	ITEMS(TASK("t", "\"startAction\":\"s\",\"actionList\":[" first "]") "," TASK( \
	    "u", "\"startAction\":\"v\",\"actionList\":[" second "]"))
	differ_by("an action that moved and leads nowhere any more",
	    TWO_TASKS(ACTION("s", NEXT("m")) "," ACTION("m", NEXT("n")) "," ACTION("n", ""),
		ACTION("v", "")),
	    TWO_TASKS(ACTION("s", NEXT("n")) "," ACTION("n", ""),
		ACTION("v", NEXT("m")) "," ACTION("m", "")),
	    "task \"t\": action \"m\": moved\n");
	differ_by("an action that moved to where nothing leads to it",
	    TWO_TASKS(ACTION("s", NEXT("m")) "," ACTION("m", NEXT("n")) "," ACTION("n", ""),
		ACTION("v", "")),
	    TWO_TASKS(ACTION("s", NEXT("n")) "," ACTION("n", ""),
		ACTION("v", "") "," ACTION("m", NEXT("v"))),
	    "task \"t\": action \"m\": moved\ntask \"u\": action \"m\": next\n");
	differ_by("an action that moved from where nothing led to it",
	    TWO_TASKS(ACTION("s", "") "," ACTION("m", NEXT("s")), ACTION("v", "")),
	    TWO_TASKS(ACTION("s", ""), ACTION("v", NEXT("m")) "," ACTION("m", NEXT("v"))),
	    "task \"u\": action \"v\": next\ntask \"t\": action \"m\": moved\n"
	    "task \"u\": action \"m\": next\n");
	differ_by("an action that nothing led to, moved between two",
	    TWO_TASKS(ACTION("s", "") "," ACTION("m", NEXT("s")),
		ACTION("v", NEXT("w")) "," ACTION("w", "")),
	    TWO_TASKS(ACTION("s", ""),
		ACTION("v", NEXT("m")) "," ACTION("m", NEXT("w")) "," ACTION("w", "")),
	    "task \"t\": action \"m\": moved\ntask \"u\": action \"m\": next\n");
	differ_by("a path of an action that moved",
	    TWO_TASKS(ACTION("s", NEXT("m")) "," ACTION("m", ",\"paths\":[{\"outputId\":\"__A__\","
							     "\"nextActionId\":\"s\"}]"),
		ACTION("v", "")),
	    TWO_TASKS(ACTION("s", ""), ACTION("v", NEXT("m")) "," ACTION("m",
					   ",\"paths\":[{\"outputId\":\"__A__\",\"nextActionId\":"
					   "\"v\"}]")),
	    "task \"t\": action \"s\": next\ntask \"u\": action \"v\": next\n"
	    "task \"t\": action \"m\": moved\ntask \"u\": action \"m\": path\n");
}

static void
test_shapes_of_pairs(void)
{
	differ_by("a path of a task with another id",
	    ITEMS(TASK("t", "\"paths\":[{\"outputId\":\"p\",\"label\":\"P\",\"v\":1}]")),
	    ITEMS(TASK("t", "\"paths\":[{\"outputId\":\"q\",\"label\":\"P\",\"v\":2}]")),
	    "task \"t\": path \"P\" v\n");
	differ_by("a path without a label, with another id",
	    ITEMS(TASK("t", "\"paths\":[{\"outputId\":\"p\",\"v\":1}]")),
	    ITEMS(TASK("t", "\"paths\":[{\"outputId\":\"q\",\"v\":1}]")),
	    "task \"t\": path output\n");
	differ_by("actions without a type, of one tracking id",
	    ITEMS(TASK("t", "\"actionList\":[{\"id\":\"x\",\"name\":\"X\",\"trackingId\":1}]")),
	    ITEMS(TASK("t", "\"actionList\":[{\"id\":\"y\",\"name\":\"Y\",\"trackingId\":1}]")),
	    "task \"t\": action 1 \"X\": removed\ntask \"t\": action 1 \"Y\": added\n");
	differ_by("a choice whose action has no id",
	    ITEMS(TASK(
		"m", "\"menuChoiceList\":[{\"id\":\"c\",\"name\":\"C\",\"action\":{\"v\":1}}]")),
	    ITEMS(TASK(
		"m", "\"menuChoiceList\":[{\"id\":\"c\",\"name\":\"C\",\"action\":{\"v\":2}}]")),
	    "task \"m\": choice \"C\": action v\n");
	differ_by("an id that begins with one underscore",
	    ITEMS(TASK(
		"t", "\"actionList\":[{\"id\":\"_\",\"name\":\"X\",\"v\":1},{\"id\":\"_a\"}]")),
	    ITEMS(TASK(
		"t", "\"actionList\":[{\"id\":\"_\",\"name\":\"X\",\"v\":2},{\"id\":\"_a\"}]")),
	    "task \"t\": action \"X\": v\n");
}

static void
test_shapes_of_values(void)
{
	differ_by("the name of a part that stands in one version",
	    FLOW("\"l\":{\"variables\":[{\"id\":\"v\",\"__type\":\"S\",\"name\":\"a\"}]}"),
	    FLOW("\"l\":{\"variables\":[{\"id\":\"v\",\"name\":\"b\"}]}"),
	    ": /configuration/l/variables\nvariable a: removed\n");
	differ_by("a text with a type that is a number", FLOW("\"a\":{\"text\":\"A\",\"type\":5}"),
	    FLOW("\"a\":{\"text\":\"B\",\"type\":5}"), ": /configuration/a\n");
	differ_by("entries of the manifest in another order",
	    FLOW("\"manifest\":{\"queue\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"),
	    FLOW("\"manifest\":{\"queue\":[{\"id\":\"2\"},{\"id\":\"1\"}]}"), "");
	differ_by("a manifest that is not the flow's",
	    FLOW("\"x\":{\"manifest\":{\"queue\":[{\"id\":\"1\"},{\"id\":\"2\"}]}}"),
	    FLOW("\"x\":{\"manifest\":{\"queue\":[{\"id\":\"2\"},{\"id\":\"1\"}]}}"), ": order\n");
	differ_by("a manifest that went, and another change", FLOW("\"a\":1,\"manifest\":{}"),
	    FLOW("\"a\":2,\"manifest\":5"), ": a\n: /configuration/manifest\n");
}

/* Words are for values; a part that was renamed has its place, even if it says something. */
static void
test_shapes_of_renamed(void)
{
	struct buf what = BUF_INIT;

	differ_by("a task that is an expression, too",
	    ITEMS("{\"id\":\"t\",\"name\":\"A\",\"text\":\"x\",\"type\":\"str\"}"),
	    ITEMS("{\"id\":\"t\",\"name\":\"B\",\"text\":\"x\",\"type\":\"str\"}"),
	    "task \"A\": renamed\n");
	ok(d.n == 1 && !diff_what(&d, &d.v[0], &what), "no words");
	ok(tap_is(&what, "/configuration/flowSequenceItemList/0"), "its place");
}

/* Parts in parts: of more than eight only the inner ones are told. */
static void
test_shapes_of_places(void)
{
	struct buf text[2] = {BUF_INIT, BUF_INIT};

	for (int side = 0; side < 2; side++) {
		struct buf *b = &text[side];
		buf_puts(b, "{\"kind\":\"flow\",\"id\":\"f\",\"name\":\"F\",\"configuration\":{");
		for (int i = 0; i < 10; i++)
			buf_printf(
			    b, "\"flowSequenceItemList\":[{\"id\":\"%d\",\"name\":\"%d\",", i, i);
		buf_printf(b, "\"v\":%d", side);
		for (int i = 0; i < 10; i++)
			buf_puts(b, "}]");
		buf_puts(b, "}}");
	}
	differ_by("ten tasks in each other", text[0].p, text[1].p,
	    "task \"2\": task \"3\": task \"4\": task \"5\": task \"6\": task \"7\": task \"8\": "
	    "task \"9\": v\n");
	differ_by("a task in a case",
	    FLOW("\"cases\":[{\"referenceId\":\"c\",\"name\":\"C\",\"flowSequenceItemList\":[{"
		 "\"id\":"
		 "\"t\",\"name\":\"T\",\"v\":1}]}]"),
	    FLOW("\"cases\":[{\"referenceId\":\"c\",\"name\":\"C\",\"flowSequenceItemList\":[{"
		 "\"id\":"
		 "\"t\",\"name\":\"T\",\"v\":2}]}]"),
	    "task \"T\": v\n");
	buf_release(&text[0]);
	buf_release(&text[1]);
}

int
main(void)
{
	test_shapes_of_links();
	test_shapes_of_moves();
	test_shapes_of_pairs();
	test_shapes_of_values();
	test_shapes_of_renamed();
	test_shapes_of_places();
	diff_release(&d);
	json_release(&j);
	return tap_done();
}
