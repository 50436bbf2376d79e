/* archy_equal: what counts and what does not. */
#include "archy/archy_equal.h"
#include "tap.h"

int
main(void)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} cases[] = {
	    {"a: b\n", "a: b\n", true},
	    {"a: b\nc: d\n", "c: \"d\" # x\n'a':   b", true},
	    {"yes: 1\n", "\"yes\": 1", true},
	    {"a: [x, {b: c, d: e}]", "a:\n  - x\n  - d: e\n    b: c\n", true},
	    {"a: [x, y]", "a: [y, x]", false},
	    {"a: 5", "a: \"5\"", false},
	    {"a: yes", "a: \"yes\"", false},
	    {"a: text", "a: \"text\"", true},
	    {"a: ~", "a:", true},
	    {"a: ~", "a: \"\"", false},
	    {"a: |\n  x\n", "a: \"x\\n\"", true},
	    {"a: b\r\nc: d\r\n", "a: b\nc: d", true},
	    {"a: {b: {c: d}}", "a: {b: {c: e}}", false},
	    {"a: {b: {c: d}}", "a: {b: {c: d}, x: y}", false},
	    {"a: {b: c}, d: e", "a: {b: c, d: e}", false},
	    {"{{k}}: {{v}}", "\"{{k}}\": \"{{v}}\"", true},
	    {"a: &x b\nc: *x", "a: &x b\nc:  *x", true},
	    {"a: &x b\nc: *x", "a: b\nc: b", true},
	    {"a: &x b\nc: *x", "a: &x b\nc: d", false},
	    {"a: &x '5'\nc: *x", "a: '5'\nc: 5", false},
	    {"a: &x {b: c}\nc: *x", "a: &x {b: c}\nc:  *x", false},
	    {"a: [", "a: [ ", false},
	    {"a: [", "a: [", true},
	    {"aa: 1\na: 2\nb: {c: 1, b: 2}\n", "b: {b: 2, c: 1}\na: 2\naa: 1\n", true},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		ok(archy_equal(slice_str(cases[i].a), slice_str(cases[i].b)) == cases[i].equal,
		    "case %zu: %s", i, cases[i].equal ? "equal" : "different");
	return tap_done();
}
