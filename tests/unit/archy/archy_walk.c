/*
 * archy_walk: what a flow refers to, where, and at which bytes; what is refused, and where.
 */
#include "archy/archy_walk.h"
#include "tap.h"

static struct archy a = ARCHY_INIT;

/* One line for a reference: "class type name [category] path line:column <bytes>". */
static void
archy_walk_describe(struct slice text, const struct archy_ref *r, struct buf *to)
{
	struct slice name = archy_str(&a, r->name), path = archy_str(&a, r->path);

	buf_clear(to);
	if (r->id.len > 0)
		name = archy_str(&a, r->id);
	buf_printf(to, "%s %s %.*s", ref_class_name(r->class), r->type[0] != '\0' ? r->type : "-",
	    SLICE_ARGS(name));
	if (r->category.len > 0)
		buf_printf(to, " [%.*s]", SLICE_ARGS(archy_str(&a, r->category)));
	buf_printf(to, " %.*s %zu:%zu <%.*s>%s%s%s", SLICE_ARGS(path), r->line, r->column,
	    (int)(r->to - r->from), text.p + r->from, r->expression ? " expression" : "",
	    r->label ? " label" : "", r->placeholder ? " placeholder" : "");
}

/* The references below the flow's name, one in each line of `want`. */
static void
refs(const char *what, const char *body, const char *const *want)
{
	struct buf text = BUF_INIT, line = BUF_INIT;
	size_t i = 1;

	buf_printf(&text, "inboundCall:\n  name: N\n%s", body);
	ok(archy_walk(&a, buf_slice(&text)), "%s: is read (%s)", what, a.error.why);
	for (; i < a.n && *want != NULL; i++, want++) {
		archy_walk_describe(buf_slice(&text), &a.v[i], &line);
		ok(strcmp(line.p, *want) == 0, "%s: %s", what, *want);
		if (strcmp(line.p, *want) != 0)
			printf("# %s\n", line.p);
	}
	ok(i >= a.n && *want == NULL, "%s: nothing else, and nothing is missing", what);
	buf_release(&text);
	buf_release(&line);
}

static void
test_archy_walk_forms(void)
{
	static const char body[] = "  tasks:\n"
				   "    - task:\n"
				   "        actions:\n"
				   "          - transferToAcd:\n"
				   "              targetQueue:\n"
				   "                lit:\n"
				   "                  name: 'It''s \xc3\xa4 queue'\n"
				   "          - callData:\n"
				   "              category:\n"
				   "                {{cat}}:\n"
				   "                  dataAction:\n"
				   "                    \"Get it \":\n"
				   "                      inputs:\n"
				   "                        targetQueue: {lit: Not a queue}\n"
				   "          - transferToFlow:\n"
				   "              targetFlow: {name: Main}\n"
				   "          - transferToAcd:\n"
				   "              targetQueue: {exp: State.Queue}\n"
				   "              queue: {name: Container}\n";
	static const char *const want[] = {
	    "object queue It's \xc3\xa4 queue "
	    "/inboundCall/tasks/0/task/actions/0/transferToAcd/targetQueue/lit/name 9:25 "
	    "<'It''s \xc3\xa4 queue'>",
	    "name integration {{cat}} "
	    "/inboundCall/tasks/0/task/actions/1/callData/category/{{cat}} 12:17 <{{cat}}> "
	    "placeholder",
	    "object dataAction Get it  [{{cat}}] "
	    "/inboundCall/tasks/0/task/actions/1/callData/category/{{cat}}/dataAction/Get it  "
	    "14:21 <\"Get it \"> placeholder",
	    "object inboundCallFlow Main "
	    "/inboundCall/tasks/0/task/actions/2/transferToFlow/targetFlow/name 18:34 <Main>",
	    NULL};

	refs("values and keys", body, want);
}

static void
test_expressions(void)
{
	static const char body[] =
	    "  a: {exp: 'FindQueue(\"Sa\\\"les\").id + ToAudioTTS(\"FindQueue(\\\"No\\\")\")'}\n"
	    "  b: {exp: \"\\u0046indSkill( \\\"x{{y}}\\\" )\"}\n"
	    "  c:\n    exp: If(true, Prompt.Hi_There, promptsystem.a1) + Flow.Prompt.X\n"
	    "  d: {exp: findQueue(Flow.Name)}\n"
	    "  e:\n"
	    "    exp: >-\n"
	    "      Append(\n"
	    "        \"Prompt.No\", Prompt.Yes)\n"
	    "  f: {tts: Prompt.No}\n"
	    "  g: {exp: 'MakeList(Grammar.Dates, Flow.Grammar.X)'}\n";
	static const char *const want[] = {
	    "name queue Sa\"les /inboundCall/a/exp 3:23 <\"Sa\\\"les\"> expression",
	    "name acdSkill x{{y}} /inboundCall/b/exp 4:29 <\\\"x{{y}}\\\"> expression "
	    "placeholder",
	    "object userPrompt Hi_There /inboundCall/c/exp 6:19 <Prompt.Hi_There> expression",
	    "platform systemPrompt a1 /inboundCall/c/exp 6:36 <promptsystem.a1> expression",
	    "dynamic queue  /inboundCall/d/exp 7:12 <findQueue(Flow.Name)> expression",
	    "object userPrompt Yes /inboundCall/e/exp 11:22 <Prompt.Yes> expression",
	    "object grammar Dates /inboundCall/g/exp 13:22 <Grammar.Dates> expression", NULL};

	refs("expressions", body, want);
}

/* Keys as text; no names where words of Archy's own stand; unknown names in literals. */
static void
test_others(void)
{
	static const char body[] =
	    "  division: Home\n"
	    "  settingsKnowledge: {none: true}\n"
	    "  x: {processingPrompt: {lit: {name: PromptSystem.processing}}}\n"
	    "  y: {other: {lit: {name: Q}}}\n"
	    "  z: {lit: id=01234567-89ab-cdef-0123-456789abcdef;}\n"
	    "  refId: 01234567-89ab-cdef-0123-456789abcdef\n"
	    "  e:\n"
	    "    - evaluateScheduleGroup:\n"
	    "        yes: 1\n"
	    "        scheduleGroup:\n"
	    "          lit: {name: S}\n"
	    "          name: S\n";
	static const char *const want[] = {"own division Home /inboundCall/division 3:13 <Home>",
	    "platform systemPrompt processing /inboundCall/x/processingPrompt/lit/name 5:38 "
	    "<PromptSystem.processing>",
	    "unknown - Q /inboundCall/y/other/lit/name 6:27 <Q>",
	    "literal - 01234567-89ab-cdef-0123-456789abcdef /inboundCall/z/lit 7:15 "
	    "<01234567-89ab-cdef-0123-456789abcdef>",
	    "object scheduleGroup S "
	    "/inboundCall/e/0/evaluateScheduleGroup/scheduleGroup/lit/name 13:23 <S>",
	    "object scheduleGroup S /inboundCall/e/0/evaluateScheduleGroup/scheduleGroup/name "
	    "14:17 <S> label",
	    NULL};

	refs("others", body, want);
}

static void
test_flow(void)
{
	static const char text[] = "\xef\xbb\xbf# x {{no}}\r\ninqueueCall:\r\n  name: "
				   "{{flow_name}}\r\n\t\r\n  description: \"a {{ b }} c\"\r\n"
				   "  division: 'x'\r\n  yes:\r\n    no: |\r\n      x\t{{c}}\r\n";

	ok(archy_walk(&a, slice_str(text)), "a flow with CRLF, a mark and tabs: %s", a.error.why);
	ok(strcmp(a.key, "inqueueCall") == 0 && strcmp(a.type, "inqueueCallFlow") == 0, "its type");
	ok(slice_is(archy_str(&a, a.name), "{{flow_name}}"), "its name");
	ok(slice_is(archy_str(&a, a.description), "a {{ b }} c"), "its description");
	ok(slice_is(
	       slice_of(text + a.division_at.from, a.division_at.to - a.division_at.from), "'x'"),
	    "its division, as written");
	ok(a.nfills == 3 && a.fills[0].whole && !a.fills[1].whole &&
		slice_is(archy_str(&a, a.fills[1].key), "b") && a.fills[1].line == 5 &&
		a.fills[1].column == 19 && a.fills[2].line == 9,
	    "its placeholders, none of a comment");
	ok(strcmp(archy_key(slice_str("DIGITALBOT")), "digitalBot") == 0 &&
		archy_key(slice_str("x")) == NULL,
	    "the key of an API's type");
}

static void
test_steps(void)
{
	static const char text[] = "workflow:\n  name: W\n  states:\n    - state:\n"
				   "        actions:\n          - findQueue:\n"
				   "              findName: {lit: Q}\n"
				   "              name: Look\n        name: Initial\n";
	const struct archy_step *s;

	ok(archy_walk(&a, slice_str(text)) && a.n == 2, "a look-up as an action");
	ok(a.v[1].class == REF_NAME && slice_is(archy_str(&a, a.v[1].name), "Q"), "its name");
	s = &a.steps[a.v[1].step - 1];
	ok(slice_is(archy_str(&a, s->type), "findQueue") &&
		slice_is(archy_str(&a, s->name), "Look"),
	    "the action, though its name comes later");
	s = &a.steps[s->in - 1];
	ok(slice_is(archy_str(&a, s->type), "state") && slice_is(archy_str(&a, s->name), "Initial"),
	    "the state around it");
}

static void
test_archy_walk_refusals(void)
{
	static const struct {
		const char *text;
		size_t line, column;
		const char *why;
	} cases[] = {
	    {"", 1, 1, "no flow"},
	    {"- a\n", 1, 1, "not a mapping"},
	    {"x: {name: a}\n", 1, 1, "\"x\" is not a type of flow"},
	    {"workflow: 3\n", 1, 11, "\"workflow\" is not a mapping"},
	    {"workflow: *x\n", 1, 11, "an alias without its anchor"},
	    {"workflow: {name: }\n", 1, 1, "\"workflow\" has no name"},
	    {"workflow: {name: a}\nb: 1\n", 2, 1, "a second key"},
	    {"workflow:\n  name: a\n  b: 1\n  c: 2\n  \"b\": 3\n", 5, 3, "the key \"b\" occurs"},
	    {"workflow:\n  name: a\n---\nx: 1\n", 3, 1, "a second document"},
	    {"workflow:\n  name: a\n<<<<<<< HEAD\n", 3, 1, "a conflict marker"},
	    {"workflow:\n  name: a\n  \xc3\xa4: [}\n", 3, 7, "not YAML"},
	    {"workflow:\n  name: \xff\n", 2, 9, "not UTF-8"},
	    {"workflow:\n  name: a\n  {{x}}: [}\n", 3, 11, "not YAML"},
	    {"workflow:\n  name: a\n  [b]: c\n", 3, 3, "a key that is not"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bool refused = !archy_walk(&a, slice_str(cases[i].text));
		ok(refused && a.error.line == cases[i].line && a.error.column == cases[i].column &&
			strncmp(a.error.why, cases[i].why, strlen(cases[i].why)) == 0 && a.n == 0,
		    "%s", cases[i].why);
		if (refused)
			printf("# %zu:%zu: %s\n", a.error.line, a.error.column, a.error.why);
	}
}

int
main(void)
{
	test_archy_walk_forms();
	test_expressions();
	test_others();
	test_flow();
	test_steps();
	test_archy_walk_refusals();
	archy_release(&a);
	return tap_done();
}
