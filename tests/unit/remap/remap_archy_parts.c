/* remap_archy: names that are spelled in other ways than they are keep what does not change. */
#include "remap/remap_archy.h"

#include <unistd.h>

#include "tap.h"

#define HEAD "inboundCall:\n  name: N\n"

static char path[] = "/tmp/gc-parts-XXXXXX";

/* The map of one queue, whose name (a JSON text) becomes another one. */
static struct map
parts_map(const char *old, const char *new)
{
	struct map m = MAP_INIT;
	FILE *f = fopen(path, "w");

	if (f == NULL ||
	    fprintf(f,
		"{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"%s\",\"to_name\":\"%s\","
		"\"status\":\"mapped\"}\n"
		"{\"kind\":\"map\",\"type\":\"userPrompt\",\"name\":\"P\",\"to_name\":\"Q\","
		"\"status\":\"mapped\"}\n",
		old, new) < 0 ||
	    fclose(f) != 0)
		abort();
	map_load(&m, path, false);
	return m;
}

/* A flow with this body becomes `want`, in which the queue has its new name. */
static void
parts_become(const char *old, const char *new, const char *body, const char *want, size_t left)
{
	struct remap_archy r = REMAP_ARCHY_INIT;
	struct map m = parts_map(old, new);
	struct buf text = BUF_INIT, changed = BUF_INIT, after = BUF_INIT;

	buf_printf(&text, HEAD "%s\n", body);
	remap_archy_start(&r, &m, NULL);
	ok(remap_archy_read(&r, buf_slice(&text)) && r.nleft == left, "is read: %s (%s)", body,
	    r.a.error.why);
	ok(remap_archy_write(&r, buf_slice(&text), &changed), "can be written: %s", body);
	buf_add(&after, changed.p + strlen(HEAD), changed.n - strlen(HEAD) - 1);
	ok(tap_is(&after, want), "becomes: %s", want);
	ok(remap_archy_read(&r, buf_slice(&changed)), "is Archy YAML: %s", want);
	remap_archy_release(&r);
	map_release(&m);
	buf_release(&text);
	buf_release(&changed);
}

#define QUEUE(name) "  transferToAcd: {targetQueue: {lit: {name: " name "}}}"
#define IN_BLOCK(name) \
	"  transferToAcd:\n    targetQueue:\n      lit:\n        name: " name "\n  x: 1"

static void
test_parts_escapes(void)
{
	parts_become(
	    "S\\u00fcd", "Nord S\\u00fcd", QUEUE("\"S\\u00fcd\""), QUEUE("\"Nord S\\u00fcd\""), 0);
	parts_become(
	    "S\\u00fcd A", "S\\u00fcd B", QUEUE("\"S\\xfcd A\""), QUEUE("\"S\\xfcd B\""), 0);
	parts_become("S\\u00fcd", "S\\u00e4d", QUEUE("\"S\\xfcd\""),
	    QUEUE("\"S\xc3\xa4"
		  "d\""),
	    0);
	parts_become("\\u00fc\\u00e4", "\\u00fc\\u00f6", QUEUE("\"\\xfc\\xe4\""),
	    QUEUE("\"\\xfc\xc3\xb6\""), 0);
	parts_become("\\u00e4x", "\\u00c4x", QUEUE("\"\\xe4x\""), QUEUE("\"\xc3\x84x\""), 0);
	parts_become("\\u20acx", "\\u20adx", QUEUE("\"\\u20acx\""), QUEUE("\"\xe2\x82\xadx\""), 0);
	parts_become("it's", "it's so", QUEUE("'it''s'"), QUEUE("'it''s so'"), 0);
	parts_become("it's", "is", QUEUE("'it''s'"), QUEUE("'is'"), 0);
	parts_become("it's", "what", QUEUE("'it''s'"), QUEUE("'what'"), 0);
	parts_become("ab", "xyz", QUEUE("\"\\x61b\""), QUEUE("\"xyz\""), 0);
	parts_become("a\\tb", "a\\tc", QUEUE("\"a\\tb\""), QUEUE("\"a\\tc\""), 0);
	parts_become("a b", "a c", QUEUE("\"a\n  b\""), QUEUE("\"a\n  c\""), 0);
	parts_become("a b", "c b", QUEUE("\"a\n  b\""), QUEUE("\"c\n  b\""), 0);
	parts_become("a b", "a  b", QUEUE("\"a\n  b\""), QUEUE("\"a  b\""), 0);
	parts_become("a b", "ab", QUEUE("\"a\n  b\""), QUEUE("\"ab\""), 0);
	parts_become("a b", "x b", QUEUE("\"a\n  b\""), QUEUE("\"x\n  b\""), 0);
	parts_become("ab", "a b", QUEUE("\"a\\\n  b\""), QUEUE("\"a b\""), 0);
	parts_become("a b", "a \\tb", QUEUE("\"a\n  b\""), QUEUE("\"a \\tb\""), 0);
}

static void
test_parts_blocks(void)
{
	parts_become("Sales A", "Sales B", IN_BLOCK(">-\n          Sales\n          A"),
	    IN_BLOCK(">-\n          Sales\n          B"), 0);
	parts_become("Sales", "New Sales", IN_BLOCK("|-\n          Sales"),
	    IN_BLOCK("|-\n          New Sales"), 0);
	parts_become("Sales", " Sales", IN_BLOCK("|-\n          Sales"), IN_BLOCK("\" Sales\""), 0);
	parts_become("Sales", "\\u0007Sales", IN_BLOCK("|-\n          Sales"),
	    IN_BLOCK("\"\\x07Sales\""), 0);
	parts_become("Sales", "Sales\\u007f", IN_BLOCK("|-\n          Sales"),
	    IN_BLOCK("\"Sales\\x7F\""), 0);
}

static void
test_parts_long(void)
{
	enum { LONG = 450 };
	struct buf old = BUF_INIT, body = BUF_INIT, want = BUF_INIT;

	for (int i = 0; i < LONG; i++)
		buf_putc(&old, 'n');
	buf_printf(&body, QUEUE("'%s'''"), old.p);
	buf_puts(&old, "'");
	parts_become(old.p, "short", body.p, QUEUE("'short'"), 0);
	buf_printf(&want, QUEUE("'%s'"), "");
	buf_clear(&want);
	buf_add(&want, old.p, old.n - 1);
	buf_clear(&body);
	buf_printf(&body, QUEUE("'%s'"), want.p);
	parts_become("it's", want.p, QUEUE("'it''s'"), body.p, 0);
	buf_release(&old);
	buf_release(&body);
	buf_release(&want);
}

/* Aliases: one follows its anchor if both change alike, and is written out if they do not. */
static void
test_parts_aliases(void)
{
	parts_become("Sales", "Verkauf",
	    "  a: &q Sales\n  transferToAcd: {targetQueue: {lit: {name: *q}}}",
	    "  a: &q Sales\n  transferToAcd: {targetQueue: {lit: {name: Verkauf}}}", 0);
	parts_become("Sales", "Verkauf",
	    "  transferToAcd: {targetQueue: {lit: {name: &q Sales}}}\n  text: *q",
	    "  transferToAcd: {targetQueue: {lit: {name: &q Verkauf}}}\n  text: Sales", 0);
	parts_become("Sales", "Verkauf",
	    "  a:\n    - transferToAcd: {targetQueue: {lit: {name: &q Sales}}}\n"
	    "    - transferToAcd: {targetQueue: {lit: {name: *q}}}",
	    "  a:\n    - transferToAcd: {targetQueue: {lit: {name: &q Verkauf}}}\n"
	    "    - transferToAcd: {targetQueue: {lit: {name: *q}}}",
	    0);
	parts_become("P", "Verkauf",
	    "  a:\n    - transferToAcd: {targetQueue: {lit: {name: &q P}}}\n"
	    "    - audio: {prompt: *q}",
	    "  a:\n    - transferToAcd: {targetQueue: {lit: {name: &q Verkauf}}}\n"
	    "    - audio: {prompt: Q}",
	    0);
	parts_become("Sales", "Verkauf",
	    "  a: {exp: &e 'FindQueue(\"Sales\")'}\n  b: {exp: *e}\n  c: *e",
	    "  a: {exp: &e 'FindQueue(\"Verkauf\")'}\n  b: {exp: *e}\n"
	    "  c: FindQueue(\"Sales\")",
	    0);
}

int
main(void)
{
	int fd = mkstemp(path);

	if (fd < 0 || close(fd) != 0)
		abort();
	test_parts_escapes();
	test_parts_blocks();
	test_parts_long();
	test_parts_aliases();
	unlink(path);
	return tap_done();
}
