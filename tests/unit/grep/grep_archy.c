/* grep: lines of Archy texts, and which task and node they are in, however the text is written. */
#include "grep/grep.h"
#include "json/json_write.h"
#include "tap.h"

static struct grep g = GREP_INIT;
static struct json j = JSON_INIT;

/* "line task/node" of each hit of HIT in this text. */
static void
archy_hits(const char *what, const char *yaml, const char *want)
{
	struct buf record = BUF_INIT, got = BUF_INIT;

	json_write_open(&record, NULL);
	json_write_cstr(&record, "kind", "flow");
	json_write_cstr(&record, "archy", yaml);
	json_write_close(&record);
	ok(grep_read(&g, &j, buf_slice(&record)), "%s: a record", what);
	buf_puts(&got, "");
	for (size_t i = 0; i < g.n; i++) {
		const struct grep_hit *h = &g.v[i];
		buf_printf(&got, "%u %.*s/%.*s\n", (unsigned)h->line,
		    SLICE_ARGS(grep_text(&g, h->task)), SLICE_ARGS(grep_text(&g, h->node)));
		ok(slice_is(grep_text(&g, h->pointer), "/archy") &&
			memcmp(grep_text(&g, h->text).p + h->from, "HIT", 3) == 0,
		    "%s: the pointer, and the bytes of the match", what);
	}
	ok(tap_is(&got, want), "%s: %s", what, want);
	buf_release(&record);
}

static void
test_archy_places(void)
{
	archy_hits("names in quotes, one quote, and empty ones",
	    "a:\n  - task:\n      name: 'T 1'\n      x: HIT\n"
	    "  - task:\n      name: \"T 2\"\n      x: HIT\n"
	    "  - task:\n      name: \"T 3'\n      x: HIT\n"
	    "  - task:\n      name: '\n      x: HIT\n"
	    "  - task:\n      name:\n      x: HIT\n",
	    "4 T 1/\n7 T 2/\n10 \"T 3'/\n13 '/\n16 /\n");
	archy_hits("comments, empty lines and CR do not end a task",
	    "a:\r\n  - task:\r\n      name: T\r\n\r\n# no HIT?\r\n      x: HIT\r\n",
	    "5 T/\n6 T/\n");
	archy_hits("lines without a key",
	    "a:\n  - task:\n      name: T\n      x: |\n        HIT\n        : HIT\n        word "
	    "HIT\n"
	    "        HIT",
	    "5 T/\n6 T/\n7 T/\n8 T/\n");
	archy_hits("a dash that begins no element, and lists in lists",
	    "a:\n  - task:\n      name: T\n      x: -HIT\n      -HIT: 1\n      - - - y: HIT\n      "
	    "-",
	    "4 T/\n5 T/\n6 T/\n");
	archy_hits("the name comes after the hit, and a second one does not count",
	    "a:\n  - menu:\n      x: HIT\n      name: M\n      y: HIT\n      name: N\n      z: "
	    "HIT\n",
	    "3 /\n5 M/\n7 M/\n");
	archy_hits("a node in a node",
	    "a:\n  - state:\n      name: S\n      actions:\n        - one:\n            name: A\n"
	    "            outputs:\n              two:\n                name: B\n                x: "
	    "HIT\n"
	    "            y: HIT\n      z: HIT\n",
	    "10 S/B\n11 S/A\n12 S/\n");
	archy_hits("outside all tasks", "a:\n  name: F\n  x: HIT\nb: HIT\n", "3 /\n4 /\n");
	archy_hits("a name at the top", "name: HIT\n", "1 /\n");
}

/* More levels than anybody writes: those below have no place of their own. */
static void
test_archy_deep(void)
{
	enum { LEVELS = 200 };
	struct buf yaml = BUF_INIT;

	buf_puts(&yaml, "task:\n name: T\n");
	for (int i = 1; i < LEVELS; i++)
		buf_printf(&yaml, "%*sk%d:\n", i, "", i);
	buf_printf(&yaml, "%*sx: HIT\n y: HIT\n", LEVELS, "");
	archy_hits("many levels", yaml.p, "202 T/\n203 T/\n");
	buf_release(&yaml);
}

int
main(void)
{
	struct buf why = BUF_INIT;

	ok(grep_patterns_add(&g.patterns, "HIT", &why), "a pattern");
	test_archy_places();
	test_archy_deep();
	grep_release(&g);
	json_release(&j);
	buf_release(&why);
	return tap_done();
}
