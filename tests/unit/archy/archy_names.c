/* archy_walk: which values and keys are names, of what type; and which only look like names. */
#include "archy/archy_build.h"
#include "tap.h"

static struct archy a = ARCHY_INIT;

/* The references below the flow's name: "class type name <bytes>", in one line each. */
static void
names_list(struct slice text, struct buf *to)
{
	for (size_t i = 1; i < a.n; i++) {
		const struct archy_ref *r = &a.v[i];
		struct slice name = archy_str(&a, r->id.len > 0 ? r->id : r->name);
		buf_printf(to, "%s %s %.*s <%.*s>%s\n", ref_class_name(r->class),
		    r->type[0] != '\0' ? r->type : "-", SLICE_ARGS(name), (int)(r->to - r->from),
		    text.p + r->from, r->label ? " label" : "");
	}
	buf_puts(to, "");
}

static void
names_in(const char *key, const char *body, const char *want)
{
	struct buf text = BUF_INIT, got = BUF_INIT;

	buf_printf(&text, "%s:\n  name: N\n%s\n", key, body);
	ok(archy_walk(&a, buf_slice(&text)), "is read: %s (%s)", body, a.error.why);
	names_list(buf_slice(&text), &got);
	ok(tap_is(&got, want), "%s: what it names", body);
	buf_release(&text);
}

#define names_are(body, want) names_in("inboundCall", body, want)

static void
test_names_levels(void)
{
	names_are("  x: {preferredAgents: {lit: [{name: A}]}}", "unknown - A <A>\n");
	names_are("  transferToAcd: {preferredAgents: [{lit: {name: A}}, {lit: {name: B}}]}",
	    "object user A <A>\nobject user B <B>\n");
	names_are("  transferToAcd: {preferredAgents: {lit: [{name: A}]}}", "object user A <A>\n");
	names_are("  transferToAcd: {targetQueue: {lit: [[[Q]]]}}", "");
	names_are("  transferToAcd: {targetQueue: {lit: 12}}", "");
	names_are("  transferToAcd: {targetQueue: {lit: {name: 12}}}", "object queue 12 <12>\n");
	names_are("  transferToAcd: {targetQueue: {lit: {name: ~}}}", "");
	names_are("  transferToAcd: {targetQueue: {lit: {name: ''}}}", "");
	names_are("  transferToAcd: {targetQueue: {name: Q}}", "");
	names_are("  dataTableLookup: {dataTable: {'': {}, T: {}, none: {}}}",
	    "object dataTable T <T>\n");
}

static void
test_names_platform(void)
{
	names_are("  setScreenPop: {screenPopScript: {Default Inbound Script: {}, Mine: {}}}",
	    "platform composerScript Default Inbound Script <Default Inbound Script>\n"
	    "object composerScript Mine <Mine>\n");
	names_are("  defaultLanguage: en-us", "platform language en-us <en-us>\n");
	names_are("  defaultLanguage: ~", "");
	names_are("  x: {defaultLanguage: en-us}", "");
	names_are("  '': {defaultLanguage: en-us}", "");
	names_are("  evaluateScheduleGroup: {scheduleGroup: {name: ~}}", "");
	names_are("  x: {audio: {prompt: Welcome}}", "object userPrompt Welcome <Welcome>\n");
	names_are("  x: {audio: {prompt: Prompt.Hi}}", "object userPrompt Hi <Prompt.Hi>\n");
	names_are("  x: {audio: {prompt: true}}", "");
	names_are("  x: {prompt: Welcome}", "");
	names_are("  holdMusic: {lit: {name: Prompt.}}", "object userPrompt Prompt. <Prompt.>\n");
	names_are("  p: 6a3af858-942f-489d-9700-5f9bcdcdae9b",
	    "platform presence 6a3af858-942f-489d-9700-5f9bcdcdae9b "
	    "<6a3af858-942f-489d-9700-5f9bcdcdae9b>\n");
	names_are("  trackingId: 01234567-89ab-cdef-0123-456789abcdef\n"
		  "  id: 01234567-89ab-cdef-0123-456789abcdef\n"
		  "  taskRef: 01234567-89ab-cdef-0123-456789abcdef\n",
	    "");
}

/* Actions that look up objects. */
static void
test_names_look_ups(void)
{
	names_are("  findQueue: {findName: {lit: Q}}", "name queue Q <Q>\n");
	names_are("  findSystemPrompt: {findName: {lit: P}}", "platform systemPrompt P <P>\n");
	names_are("  findQueue: {findName: {exp: Flow.Q}}", "dynamic queue  <Flow.Q>\n");
	names_are("  findQueue: {findName: {var: Flow.Q}}", "dynamic queue  <Flow.Q>\n");
	names_are("  findQueue: {findName: {lit: ~}}", "");
	names_are("  findQueue: {findName: {other: Q}}", "");
	names_are("  findQueue: {findResultQueue: {var: Flow.Q}}", "");
	names_are("  findQueue: {namedThat: {lit: Q}}", "");
	names_are("  findQueue: {find: {lit: Q}}", "");
	names_are("  findQueueById: {findId: {lit: Q}}", "");
	names_are("  findQueueById: {findId: {exp: Flow.Q}}", "dynamic queue  <Flow.Q>\n");
	names_are("  findNothing: {findName: {lit: Q}}", "");
}

/* The exporter's list of flows that this one refers to. */
static void
test_names_listed(void)
{
	names_are("  referencedObjects:\n    flows:\n"
		  "      - flow: {name: A, type: inboundCall}\n"
		  "      - flow: {type: DIGITALBOT, name: B}\n"
		  "      - flow: {name: C, type: unheardOf}\n"
		  "      - flow: {name: D}\n"
		  "      - flow: {type: inboundCall}\n"
		  "      - flow: {name: ~, type: inboundCall, more: X}",
	    "object inboundCallFlow A <A> label\n"
	    "object digitalBotFlow B <B> label\n"
	    "unknown - C <C> label\n"
	    "unknown - D <D> label\n");
	names_are("  others:\n    flows:\n      - flow: {name: A, type: inboundCall}\n", "");
	names_are("  referencedObjects: {flows: {flow: {name: A, type: inboundCall}}}\n", "");
	names_are("  referencedObjects: {flows: [{other: {name: A, type: inboundCall}}]}\n", "");
}

/* Types that depend on the flow, or on the word above. */
static void
test_names_types(void)
{
	static const char transfer[] = "  transferToFlow: {targetFlow: {name: F}}\n"
				       "  transferToAcd: {overrideInQueueFlow: {name: I}}";
	static const struct {
		const char *key, *want;
	} cases[] = {
	    {"outboundCall", "object inboundCallFlow F <F>\nobject inqueueCallFlow I <I>\n"},
	    {"inboundEmail", "object inboundEmailFlow F <F>\nobject inqueueEmailFlow I <I>\n"},
	    {"inboundShortMessage", "object inboundShortMessageFlow F <F>\n"
				    "object inqueueShortMessageFlow I <I>\n"},
	    {"inboundChat", "object inboundChatFlow F <F>\nunknown - I <I>\n"},
	    {"workflow", "unknown - F <F>\nunknown - I <I>\n"},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		names_in(cases[i].key, transfer, cases[i].want);
	names_are("  updateData: {statements: [{queue: {value: {lit: {name: Q}}}}]}",
	    "object queue Q <Q>\n");
	names_are("  updateData: {statements: [{string: {value: {lit: Q}}}]}", "");
	names_are("  variables: [{skillVariable: {initialValue: {lit: {name: S}}}}]",
	    "object acdSkill S <S>\n");
	names_are("  variables: [{userCollection: {initialValue: {lit: [{name: U}]}}}]",
	    "object user U <U>\n");
	names_are(
	    "  variables: [{Variable: {initialValue: {lit: {name: S}}}}]", "unknown - S <S>\n");
}

static void
test_names_in_expressions(void)
{
	names_are("  a: {exp: 'FindQueue(\"\") + FindQueueById(\"x\") + FindSystemPrompt(\"P\")'}",
	    "platform systemPrompt P <\"P\">\n");
	names_are("  a: {exp: 'Prompt.A-B + Prompt.(x) + Prompt.{x}'}",
	    "object userPrompt A <Prompt.A>\n");
	names_are("  a: {exp: 'Prompt.{{k}}_x{y'}", "object userPrompt {{k}}_x <Prompt.{{k}}_x>\n");
	names_are("  a: {exp: '\"Prompt.No \\\" Prompt.No'}", "");
	names_are("  a: {exp: '\"Prompt.No\\'}", "");
	names_are("  a: {exp: \"FindQueue(\\u0022Q\\u0022)\"}", "name queue Q <\\u0022Q\\u0022>\n");
	names_are("  a: &x Prompt.A\n  b: {exp: *x}", "object userPrompt A <>\n");
}

/* Line breaks of YAML 1.1 that are characters of the value. */
static void
test_names_after_other_breaks(void)
{
	names_are("  a: {exp: \"A +\xc2\x85 Prompt.Hello + B\"}",
	    "object userPrompt Hello <Prompt.Hello>\n");
	names_are("  a: {exp: \"A +\\\xc2\x85 Prompt.Hello + B\"}",
	    "object userPrompt Hello <Prompt.Hello>\n");
	names_are("  a:\n    exp: |\xc2\x85      A + Prompt.Hello + B\n      + C",
	    "object userPrompt Hello <Prompt.Hello>\n");
	names_are("  a:\n    exp: A +\xe2\x80\xa8      Prompt.Hello + B",
	    "object userPrompt Hello <Prompt.Hello>\n");
	names_are("  a:\n    exp: |\n      A +\xe2\x80\xa9      Prompt.Hello + B",
	    "object userPrompt Hello <Prompt.Hello>\n");
}

int
main(void)
{
	test_names_levels();
	test_names_platform();
	test_names_look_ups();
	test_names_listed();
	test_names_types();
	test_names_in_expressions();
	test_names_after_other_breaks();
	archy_release(&a);
	return tap_done();
}
