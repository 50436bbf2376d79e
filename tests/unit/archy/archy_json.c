/* archy_json: Archy YAML as JSON. */
#include "archy/archy_json.h"
#include "tap.h"

static void
archy_json_ok(const char *yaml, const char *json)
{
	struct buf b = BUF_INIT;
	struct archy_error error;

	ok(archy_json(slice_str(yaml), &b, &error), "%s: %s", yaml, error.why);
	ok(strcmp(b.p, json) == 0, "%s", b.p);
	buf_release(&b);
}

static void
archy_json_refused(const char *yaml)
{
	struct buf b = BUF_INIT;
	struct archy_error error;

	buf_puts(&b, "before");
	ok(!archy_json(slice_str(yaml), &b, &error) && error.why[0] != '\0', "refused: %s", yaml);
	ok(strcmp(b.p, "before") == 0, "what was there stays");
	buf_release(&b);
}

int
main(void)
{
	archy_json_ok("a: b\n", "{\"a\":\"b\"}");
	archy_json_ok(
	    "a: [1, -2.5, true, ~, '1', \"x\\ty\"]", "{\"a\":[1,-2.5,true,null,\"1\",\"x\\ty\"]}");
	archy_json_ok("a:\n  - b: c # no\n    d: {}\n  - []\nyes: no\n",
	    "{\"a\":[{\"b\":\"c\",\"d\":{}},[]],\"yes\":\"no\"}");
	archy_json_ok("{{k}}: {{v}}\n", "{\"{{k}}\":\"{{v}}\"}");
	archy_json_ok("a: |\n  x\n  y\n", "{\"a\":\"x\\ny\\n\"}");
	archy_json_ok("a: &x b\nc: *x\n", "{\"a\":\"b\",\"c\":\"b\"}");
	archy_json_refused("a: &x {b: 1}\nc: *x\n");
	archy_json_refused("a: *x\n");
	archy_json_refused("a: [");
	archy_json_refused("a: 1\na: 2\n");
	return tap_done();
}
