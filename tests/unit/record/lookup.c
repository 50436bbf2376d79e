/*
 * lookup: which calls in an expression look an object up, how their operands are spelled, and that
 * no quick look at a JSON string passes one over.
 */
#include "record/lookup.h"
#include "tap.h"

static void
test_find(void)
{
	static const struct {
		const char *name, *type; /* NULL: no look-up */
	} cases[] = {
	    {"FindQueue", "queue"},
	    {"findqueue", "queue"},
	    {"FindQueueAction", "queue"},
	    {"FindQueueById", "queue"},
	    {"FindSchedule", "schedule"},
	    {"FindScheduleGroup", "scheduleGroup"},
	    {"FindQueueaction", NULL},
	    {"FindQueues", NULL},
	    {"FindQue", NULL},
	    {"Action", NULL},
	    {"FindSome", NULL},
	    {"fxndQueue", NULL},
	    {"Contains", NULL},
	    {"", NULL},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct lookup *l = lookup_find(slice_str(cases[i].name));

		ok(l == NULL ? cases[i].type == NULL
			     : cases[i].type != NULL && strcmp(l->type, cases[i].type) == 0,
		    "%s looks up %s", cases[i].name, cases[i].type ? cases[i].type : "nothing");
	}
	ok(lookup_find(slice_str("FindUsersById"))->by_id &&
		!lookup_find(slice_str("FindUser"))->by_id,
	    "an operand is an id or a name");
}

static void
test_lookup_types(void)
{
	ok(lookup_has_type(slice_str("queue")) && lookup_has_type(slice_str("grammar")),
	    "queues and grammars are looked up by name");
	ok(!lookup_has_type(slice_str("systemPrompt")), "system prompts are the same in every org");
	ok(!lookup_has_type(slice_str("dataTable")), "data tables are not looked up");
}

static void
test_literals(void)
{
	static const struct {
		const char *spelled, *means;
		bool back; /* the text is spelled so again */
	} cases[] = {
	    {"", "", true},
	    {"Sales", "Sales", true},
	    {"a \\\"b\\\" c", "a \"b\" c", true},
	    {"back\\\\slash", "back\\slash", true},
	    {"\\n\\t\\r", "\n\t\r", false},
	    {"\\q", "q", false},
	    {"\\", "\\", false}, /* cut off */
	    {"Stra\xc3\x9f"
	     "e",
		"Stra\xc3\x9f"
		"e",
		true},
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		b.n = 0;
		lookup_unquote(slice_str(cases[i].spelled), &b);
		ok(slice_is(buf_slice(&b), cases[i].means), "\"%s\" is read", cases[i].spelled);
		b.n = 0;
		if (cases[i].back)
			ok(lookup_quote(slice_str(cases[i].means), &b) &&
				slice_is(buf_slice(&b), cases[i].spelled),
			    "\"%s\" is written", cases[i].spelled);
	}
	ok(!lookup_quote(slice_str("a\nb"), &b), "a control character has no known spelling");
	ok(!lookup_quote(slice_str("a\x7f"), &b), "nor has DEL");
	buf_release(&b);
}

/* What lookup_next_call finds in a text: "type=literal", "type?" where it is computed. */
static void
lookup_describe(const char *text, struct buf *b)
{
	struct lookup_call call;

	b->n = 0;
	for (size_t at = 0; lookup_next_call(slice_str(text), &at, &call);) {
		buf_printf(
		    b, "%s%s%s", b->n > 0 ? " " : "", call.lookup->type, call.computed ? "?" : "=");
		if (!call.computed)
			buf_add(b, call.literal.p, call.literal.n);
	}
	buf_puts(b, "");
}

static void
test_calls(void)
{
	static const struct {
		const char *text, *calls;
	} cases[] = {
	    {"FindQueue(\"Sales\")", "queue=Sales"},
	    {"findqueue ( \"Sales\" )", "queue=Sales"},
	    {"FindQueue(\"a\", FindUser(\"b\"))", "queue=a user=b"},
	    {"If(Task.x, FindSkill(\"a \\\"b\\\"\"), NOT_SET)", "acdSkill=a \\\"b\\\""},
	    {"FindQueue(\"Sales\" + Task.x)", "queue?"},
	    {"FindQueue(Task.name)", "queue?"},
	    {"FindQueue(Append(FindUser(\"b\").name))", "queue? user=b"},
	    {"FindQueue()", ""},
	    {"FindQueue( )", ""},
	    {"FindQueue(", ""},
	    {"FindQueue( ", ""},
	    {"FindQueue", ""},
	    {"FindQueue + 1", ""},
	    {"FindQueue(\"never closed", "queue?"},
	    {"FindQueue(\"ends in an escape\\", "queue?"},
	    {"FindQueue(\"no parenthesis\"", "queue?"},
	    {"FindQueue(\"no parenthesis\"  ", "queue?"},
	    {"\"FindQueue(\" + FindUser(\"b\")", "user=b"},
	    {"\"a \\\" FindQueue(\" + 1", ""},
	    {"\"never closed", ""},
	    {"Call.FindQueue(\"a\")", ""},
	    {"Contains(\"FindQueue(\\\"a\\\")\")", ""},
	    {"", ""},
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		lookup_describe(cases[i].text, &b);
		ok(slice_is(buf_slice(&b), cases[i].calls), "in %s: %s", cases[i].text,
		    cases[i].calls[0] != '\0' ? cases[i].calls : "no call");
	}
	buf_release(&b);
}

static void
test_quick_look(void)
{
	static const struct {
		const char *token;
		bool escaped, may;
	} cases[] = {
	    {"FindQueue(\\\"a\\\")", true, true},
	    {"FindQueue (", false, true},
	    {"FindQueue\\n\\t(", true, true},
	    {"\\nFindQueue(", true, true},
	    {"x.\\tFindUser(", true, true},
	    {"\\u0046indQueue(\\\"a\\\")", true, true}, /* an escape may spell anything */
	    {"\\\\u0046", true, false},
	    {"a \\\"b\\\"", true, false},
	    {"(", false, false},
	    {"Contains(", false, false},
	    {"Contains(x) FindUser(", false, true},
	    {"no parenthesis", false, false},
	    {"", false, false},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		ok(lookup_may_call(slice_str(cases[i].token), cases[i].escaped) == cases[i].may,
		    "%s %s a call", cases[i].token, cases[i].may ? "may hold" : "holds not");
}

int
main(void)
{
	test_find();
	test_lookup_types();
	test_literals();
	test_calls();
	test_quick_look();
	return tap_done();
}
