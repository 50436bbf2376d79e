/* archy_filler: each form of a placeholder, with values that need quotes. */
#include "archy/archy_filler.h"
#include "tap.h"

static struct archy a = ARCHY_INIT;
static struct archy_filler f = ARCHY_FILLER_INIT;
static struct buf filled = BUF_INIT;

/* A flow with this body, filled, has that one. */
static bool
archy_filler_becomes(const struct archy_values *v, const char *body, const char *want)
{
	struct buf text = BUF_INIT;
	bool good;

	buf_printf(&text, "workflow:\n  name: x\n%s\n", body);
	buf_clear(&filled);
	good = archy_walk(&a, buf_slice(&text)) &&
	       archy_fill(&f, &a, buf_slice(&text), v, &filled) &&
	       archy_walk(&a, buf_slice(&filled)) &&
	       strncmp(filled.p + strlen("workflow:\n  name: x\n"), want, strlen(want)) == 0 &&
	       filled.n == strlen("workflow:\n  name: x\n\n") + strlen(want);
	if (!good)
		printf("# %s: %s", body, filled.p);
	buf_release(&text);
	return good;
}

static void
test_archy_filler_forms(void)
{
	static const char *const values[][2] = {{"q", "Sales"}, {"yes", "no"}, {"n", "1.0"},
	    {"colon", "a: b"}, {"quote", "say \"it\" \\o/"}, {"star", "*x"}, {"empty", ""},
	    {"lines", "a\nb"}, {"apo", "it's"}, {"no", "x"}};
	static const char *const cases[][2] = {
	    {"  a: {{q}}", "  a: Sales"},
	    {"  a: {{ q }} # {{other}}", "  a: Sales # {{other}}"},
	    {"  a: \"{{q}}\"", "  a: \"Sales\""},
	    {"  a: '{{apo}}'", "  a: 'it''s'"},
	    {"  a: {{yes}}", "  a: \"no\""},
	    {"  a: {{n}}", "  a: \"1.0\""},
	    {"  a: {{colon}}", "  a: \"a: b\""},
	    {"  a: {{star}}", "  a: \"*x\""},
	    {"  a: {{empty}}", "  a: \"\""},
	    {"  a: \"{{quote}}\"", "  a: \"say \\\"it\\\" \\\\o/\""},
	    {"  a: {{quote}}", "  a: say \"it\" \\o/"},
	    {"  {{q}}: {{q}}", "  Sales: Sales"},
	    {"  {{q}}-{{n}}: x", "  Sales-1.0: x"},
	    {"  \"{{q}}\": x", "  \"Sales\": x"},
	    {"  {{colon}}:\n    b: c", "  \"a: b\":\n    b: c"},
	    {"  {{n}}{{n}}: x", "  \"1.01.0\": x"},
	    {"  exp: f(\"{{quote}}\")", "  exp: f(\"say \\\"it\\\" \\\\o/\")"},
	    {"  exp: \"f(\\\"{{quote}}\\\")\"",
		"  exp: \"f(\\\"say \\\\\\\"it\\\\\\\" \\\\\\\\o/\\\")\""},
	    {"  exp: f(\"{{lines}}\")", "  exp: f(\"a\\nb\")"},
	    {"  exp: f(\"{{colon}}\", {{n}})", "  exp: \"f(\\\"a: b\\\", 1.0)\""},
	    {"  a: {{lines}}", "  a: \"a\\nb\""},
	    {"  a: {{keep}}", "  a: \"{{keep}}\""},
	    {"  a: x {{keep}} {{q}}", "  a: x {{keep}} Sales"},
	    {"  a: {{none}} {{q}}", "  a: \"{{none}} Sales\""},
	};
	struct archy_values v = ARCHY_VALUES_INIT;
	size_t i = 0;

	for (; i < COUNT_OF(values); i++)
		archy_values_add(&v, slice_str(values[i][0]), slice_str(values[i][1]));
	idset_add(&v.literal, slice_str("keep"));
	for (i = 0; i < COUNT_OF(cases); i++)
		ok(archy_filler_becomes(&v, cases[i][0], cases[i][1]), "%s", cases[i][0]);
	archy_values_release(&v);
}

static void
test_unfilled(void)
{
	static const char text[] = "workflow:\n  name: {{a}}\n  x: {{b}}\n  y: {{c}}\n  z: {{d}}\n";
	struct archy_values v = ARCHY_VALUES_INIT;
	size_t i = 0;

	archy_values_add(&v, slice_str("a"), slice_str("A"));
	archy_values_add(&v, slice_str("d"), slice_str("the {{e}}"));
	idset_add(&v.literal, slice_str("c"));
	ok(archy_walk(&a, slice_str(text)), "a flow that is all placeholders");
	ok(archy_unfilled(&a, &v, &i) && i == 1 && a.fills[i].line == 3, "one has no value");
	i++;
	ok(archy_unfilled(&a, &v, &i) && i == 3, "the value of one has a placeholder");
	ok(slice_is(archy_unfilled_inside(&a, &v, &a.fills[3]), "e"), "which is named");
	v.all_literal = true;
	i = 0;
	ok(!archy_unfilled(&a, &v, &i), "all of them may be literal");
	archy_values_release(&v);
}

int
main(void)
{
	test_archy_filler_forms();
	test_unfilled();
	archy_release(&a);
	archy_filler_release(&f);
	buf_release(&filled);
	return tap_done();
}
