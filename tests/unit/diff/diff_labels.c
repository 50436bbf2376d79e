/* What changes are called, and which of them are none: names, pointers, the manifest, prompts. */
#include "diff/diff_words.h"
#include "tap.h"

#define RECORD(members)     "{\"kind\":\"flow\",\"id\":\"f\"," members "}"
#define FLOW(configuration) RECORD("\"name\":\"F\",\"configuration\":{" configuration "}")
#define TASK(id, members)   "{\"id\":\"" id "\",\"__type\":\"Task\"," members "}"
#define ITEMS(items)        "\"flowSequenceItemList\":[" items "]"

static struct diff d = DIFF_INIT;
static struct json j = JSON_INIT;

/* "where: what", in one line for each change; of a change that is not one of a value its kind. */
static void
diff_test_list(struct buf *b)
{
	static const char *const kinds[] = {[DIFF_ADDED] = "added",
	    [DIFF_REMOVED] = "removed",
	    [DIFF_MOVED] = "moved",
	    [DIFF_RENAMED] = "renamed",
	    [DIFF_ORDER] = "order"};

	buf_puts(b, "");
	for (size_t i = 0; i < d.n; i++) {
		diff_where(&d, &d.v[i], b);
		buf_puts(b, ": ");
		if (d.v[i].kind == DIFF_CHANGED)
			diff_what(&d, &d.v[i], b);
		else
			buf_puts(b, kinds[d.v[i].kind]);
		buf_putc(b, '\n');
	}
}

static void
differ_by(const char *what, const char *a, const char *b, const char *want)
{
	struct buf got = BUF_INIT;

	ok(diff_read(&d, DIFF_A, &j, slice_str(a)) && diff_read(&d, DIFF_B, &j, slice_str(b)),
	    "%s: two flows", what);
	diff_compare(&d);
	diff_test_list(&got);
	ok(tap_is(&got, want), "%s: %s", what, *want != '\0' ? want : "no difference");
}

static void
label_is(uint32_t part, const char *want)
{
	struct buf got = BUF_INIT;

	diff_part_label(&d, DIFF_A, part, &got);
	ok(tap_is(&got, want), "part %u is %s", (unsigned)part, want);
}

static void
test_labels_of_parts(void)
{
	const char *flow =
	    FLOW("\"variables\":[{\"id\":\"v\",\"__type\":\"StringVariable\",\"name\":\"a\\tb\"}]"
		 "," ITEMS(TASK("t",
		     "\"name\":\"T\\u0001\\u007f\\u009b\",\"actionList\":[{\"id\":\"x\","
		     "\"name\":\"A\",\"cases\":[{\"referenceId\":\"c\",\"name\":\"C\"}]}],"
		     "\"paths\":[{\"outputId\":\"p\",\"label\":\"P\"}]") ","
									 "{\"id\":\"m\",\"__type\":"
									 "\"Menu\",\"name\":\"M\","
									 "\"menuChoiceList\":"
									 "[{\"id\":\"n\",\"name\":"
									 "\"One\"}]},"
									 "{\"id\":\"s\",\"__type\":"
									 "\"InitialState\","
									 "\"name\":\"S\"}"));
	static const char *const want[] = {"flow \"F\"", "variable a\\tb",
	    "task \"T\\u0001\\u007f\\u009b\"", "action \"A\"", "case \"C\"", "path \"P\"",
	    "menu \"M\"", "choice \"One\"", "state \"S\""};

	ok(diff_read(&d, DIFF_A, &j, slice_str(flow)) && d.side[DIFF_A].n == COUNT_OF(want),
	    "a flow with each kind of part");
	for (uint32_t i = 0; i < COUNT_OF(want) && i < d.side[DIFF_A].n; i++)
		label_is(i, want[i]);
	ok(!diff_read(&d, DIFF_A, &j, slice_str("{")), "a torn record is refused");
}

static void
test_labels_of_symbols(void)
{
	static const char *const cases[][2] = {{"gc:queue/A%20b", "A b"}, {"gc:queue/A%2", "A%2"},
	    {"gc:queue/%zzA%", "%zzA%"}, {"gc:queue/%1x", "%1x"}, {"gc:queue", NULL}, {"gc:", NULL},
	    {"xx:queue/A", NULL}};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf got = BUF_INIT;
		bool symbol = diff_symbol_name(slice_str(cases[i][0]), &got);
		ok(symbol == (cases[i][1] != NULL), "whether %s is a symbol", cases[i][0]);
		if (symbol)
			ok(tap_is(&got, cases[i][1]), "the name in %s", cases[i][0]);
	}
}

static bool
prompts_are(const char *old, const char *new, const char *a, const char *b)
{
	struct buf old_name = BUF_INIT, new_name = BUF_INIT;
	bool one = diff_prompts(slice_str(old), slice_str(new), &old_name, &new_name), old_is,
	     new_is;

	buf_puts(&old_name, "");
	buf_puts(&new_name, "");
	old_is = tap_is(&old_name, a); /* which releases it */
	new_is = tap_is(&new_name, b);
	return old_is && new_is && one == (*a != '\0');
}

static void
test_labels_of_prompts(void)
{
	ok(prompts_are("Prompt.\xc3\x84", "Prompt.\xc3\x96", "\xc3\x84", "\xc3\x96"),
	    "a name of letters that are not ASCII");
	ok(prompts_are("PromptSystem.a + x", "PromptSystem.b + x", "a", "b"), "a system prompt");
	ok(prompts_are("Prompt.A", "Prompt.B + c", "", ""), "more than a name after");
	ok(prompts_are("Prompt.A + c", "Prompt.B", "", ""), "more than a name before");
	ok(prompts_are("Prompt.A", "Flow.B", "", ""), "no prompt after");
	ok(prompts_are("Prompt.A", "", "", ""), "nothing after");
}

/* An entry that comes and goes with its use is not told; what the rest does not explain is. */
static void
test_labels_of_manifest(void)
{
#define MANIFEST(at, lists) FLOW("\"at\":\"" at "\",\"manifest\":{" lists "}")
	differ_by("an entry with its use", MANIFEST("q1", "\"queue\":[{\"id\":\"q1\"}]"),
	    MANIFEST("q2", "\"queue\":[{\"id\":\"q2\"}]"), ": at\n");
	differ_by("a list with its uses", MANIFEST("q1", "\"queue\":[{\"id\":\"q1\"}]"),
	    MANIFEST("g1", "\"group\":[{\"id\":\"g1\"}]"), ": at\n");
	differ_by("an entry of something else", MANIFEST("a", ""),
	    MANIFEST("b", "\"queue\":[{\"id\":\"q2\"}]"),
	    ": at\n: /configuration/manifest/queue\n");
	differ_by("an entry without an id", MANIFEST("a", "\"queue\":[{\"id\":\"q1\"}]"),
	    MANIFEST("b", "\"queue\":[{\"id\":\"q1\"},{\"name\":\"X\"}]"),
	    ": at\n: /configuration/manifest/queue/1\n");
	differ_by("an entry that both use", FLOW("\"at\":\"q1\",\"manifest\":{\"queue\":[]}"),
	    FLOW("\"at\":\"q1\",\"x\":1,\"manifest\":{\"queue\":[{\"id\":\"q1\"}]}"),
	    ": x\n: /configuration/manifest/queue/0\n");
	differ_by("a list that is not one", MANIFEST("a", ""), MANIFEST("b", "\"queue\":1"),
	    ": at\n: manifest queue\n");
	differ_by("another kind of list", MANIFEST("a", "\"queue\":[]"),
	    MANIFEST("b", "\"queue\":1"), ": at\n: /configuration/manifest/queue\n");
	differ_by("the uses of an entry",
	    MANIFEST("a", "\"queue\":[{\"id\":\"q\",\"context\":[{\"x\":1}]}]"),
	    MANIFEST("b", "\"queue\":[{\"id\":\"q\",\"context\":[{\"x\":2}]}]"), ": at\n");
	differ_by("the name of an entry",
	    MANIFEST("a", "\"queue\":[{\"id\":\"q\",\"name\":\"A\"}]"),
	    MANIFEST("b", "\"queue\":[{\"id\":\"q\",\"name\":\"B\"}]"),
	    ": at\n: manifest queue \"B\" name\n");
	differ_by("uses, and nothing else",
	    MANIFEST("a", "\"queue\":[{\"id\":\"q\",\"context\":[1]}]"),
	    MANIFEST("a", "\"queue\":[{\"id\":\"q\",\"context\":[2]}]"),
	    ": /configuration/manifest/queue/0/context/0\n");
	differ_by("a manifest that came", FLOW("\"at\":\"a\""), MANIFEST("b", ""),
	    ": at\n: /configuration/manifest\n");
	differ_by("a manifest that is not an object", FLOW("\"at\":\"a\",\"manifest\":1"),
	    MANIFEST("b", ""), ": at\n: /configuration/manifest\n");
}

static void
test_labels_of_names(void)
{
	differ_by("the record's name, and the configuration's",
	    RECORD("\"name\":\"A\",\"configuration\":{\"name\":\"A\"}"),
	    RECORD("\"name\":\"B\",\"configuration\":{\"name\":\"B\"}"), ": renamed\n");
	differ_by("a configuration with a name of its own",
	    RECORD("\"name\":\"A\",\"configuration\":{\"name\":\"A\"}"),
	    RECORD("\"name\":\"A\",\"configuration\":{\"name\":\"B\"}"), ": name\n");
	differ_by("records without a name", RECORD("\"configuration\":{\"name\":\"A\"}"),
	    RECORD("\"configuration\":{\"name\":\"B\"}"), ": name\n");
	differ_by("a name that is not a text", FLOW(ITEMS(TASK("t", "\"name\":\"T\""))),
	    FLOW(ITEMS(TASK("t", "\"name\":1"))), "task \"\": name\n");
	differ_by("a name that was none", FLOW(ITEMS(TASK("t", "\"name\":1"))),
	    FLOW(ITEMS(TASK("t", "\"name\":\"T\""))), "task \"T\": name\n");
}

/* The id of an input of a script is bound by its name. */
static void
test_labels_of_bound(void)
{
#define INPUT(list, members) FLOW("\"" list "\":[{" members "}]")
	differ_by("an input with a name", INPUT("inputs", "\"name\":\"n\",\"referenceId\":\"1\""),
	    INPUT("inputs", "\"name\":\"n\",\"referenceId\":\"2\""), "");
	differ_by("an output with a name", INPUT("outputs", "\"name\":\"n\",\"referenceId\":\"1\""),
	    INPUT("outputs", "\"name\":\"n\",\"referenceId\":\"2\""), "");
	differ_by("an input without one", INPUT("inputs", "\"referenceId\":\"1\""),
	    INPUT("inputs", "\"referenceId\":\"2\""), ": input reference\n");
	differ_by("another list", INPUT("others", "\"name\":\"n\",\"referenceId\":\"1\""),
	    INPUT("others", "\"name\":\"n\",\"referenceId\":\"2\""), ": others \"n\" reference\n");
	differ_by("the record itself",
	    RECORD("\"name\":\"A\",\"referenceId\":\"1\",\"configuration\":{}"),
	    RECORD("\"name\":\"A\",\"referenceId\":\"2\",\"configuration\":{}"), ": reference\n");
}

static void
test_labels_of_words(void)
{
	differ_by("capitals in a row", FLOW("\"anIVRFlow\":1"), FLOW("\"anIVRFlow\":2"),
	    ": an ivrflow\n");
	differ_by("a digit and a sign before a capital", FLOW("\"a1B[C\":1"), FLOW("\"a1B[C\":2"),
	    ": a1 b[ c\n");
	differ_by("a member without a name", FLOW("\"\":1"), FLOW("\"\":2"), ": /configuration/\n");
	differ_by("a place too deep for words",
	    FLOW("\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":{\"j\":{\"k\":"
		 "{\"l\":1}}}}}}}}}}}"),
	    FLOW("\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":{\"j\":{\"k\":"
		 "{\"l\":2}}}}}}}}}}}"),
	    ": /configuration/a/b/c/d/e/f/g/h/i/j/k/l\n");
	differ_by("a value of the configuration itself",
	    RECORD("\"name\":\"A\",\"configuration\":\"x\""),
	    RECORD("\"name\":\"A\",\"configuration\":\"y\""), ": /configuration\n");
	differ_by("an object that became a text", FLOW("\"a\":{\"b\":1}"), FLOW("\"a\":\"b\""),
	    ": /configuration/a\n");
	differ_by("a text that became an object", FLOW("\"a\":\"b\""), FLOW("\"a\":{\"b\":1}"),
	    ": /configuration/a\n");
	differ_by("a text without a type", FLOW("\"a\":{\"text\":\"A\"}"),
	    FLOW("\"a\":{\"text\":\"B\"}"), ": a text\n");
	differ_by("a type in one version only", FLOW("\"a\":{\"text\":\"A\",\"type\":\"str\"}"),
	    FLOW("\"a\":{\"text\":\"B\"}"), ": a text\n: a type\n");
}

/* Names next to ids: one change if the id says the name. */
static void
test_labels_of_twins(void)
{
	differ_by("an id that is not a symbol says itself",
	    FLOW("\"queueId\":\"A\",\"queueName\":\"A\""),
	    FLOW("\"queueId\":\"B\",\"queueName\":\"B\""), ": queue\n");
	differ_by("a name that became a number", FLOW("\"queueId\":\"A\",\"queueName\":\"A\""),
	    FLOW("\"queueId\":\"B\",\"queueName\":7"), ": queue\n: queue name\n");
	differ_by("a name that was a number", FLOW("\"queueId\":\"A\",\"queueName\":7"),
	    FLOW("\"queueId\":\"B\",\"queueName\":\"B\""), ": queue\n: queue name\n");
}

int
main(void)
{
	test_labels_of_parts();
	test_labels_of_symbols();
	test_labels_of_prompts();
	test_labels_of_manifest();
	test_labels_of_names();
	test_labels_of_bound();
	test_labels_of_words();
	test_labels_of_twins();
	diff_release(&d);
	json_release(&j);
	return tap_done();
}
