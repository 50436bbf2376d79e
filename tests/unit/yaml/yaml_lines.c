/* Lines of places in YAML: all kinds of values, keys with ~ and /, several documents. */
#include "tap.h"
#include "yaml/yaml_lines.h"

enum { PLACES = 12 };

/* Whether the places, a blank between them, are on these lines; 0: the text does not have it. */
static bool
lines_are(const char *yaml, const char *pointers, const char *want)
{
	struct pointers set = POINTERS_INIT;
	size_t places[PLACES], n = 0, *lines;
	struct buf got = BUF_INIT;
	bool good;

	for (const char *p = pointers; *p != '\0' && n < PLACES;) {
		size_t len = strcspn(p, " ");
		places[n++] = pointers_add(&set, 0, slice_of(p, len));
		p += len + (p[len] == ' ');
	}
	lines = calloc(pointers_count(&set), sizeof *lines);
	yaml_lines(slice_str(yaml), &set, lines);
	for (size_t i = 0; i < n; i++)
		buf_printf(&got, "%s%zu", i > 0 ? " " : "", lines[places[i]]);
	good = strcmp(got.p, want) == 0;
	if (!good)
		printf("# %s: %s\n", pointers, got.p);
	buf_release(&got);
	pointers_release(&set);
	free(lines);
	return good;
}

static void
test_yaml_lines_values(void)
{
	static const char yaml[] = "kind: flow\n"    /* 1 */
				   "name:\n"         /* 2 */
				   "  A\n"           /* 3 */
				   "list:\n"         /* 4 */
				   "- id: x\n"       /* 5 */
				   "  text: |-\n"    /* 6 */
				   "    id: y\n"     /* 7 */
				   "    name: z\n"   /* 8 */
				   "  after: 1\n"    /* 9 */
				   "-\n"             /* 10 */
				   "  - - a\n"       /* 11 */
				   "    - b\n"       /* 12 */
				   "# list: no\n"    /* 13 */
				   "flow: {a: [1,\n" /* 14 */
				   "  2], b: \"x\n"  /* 15 */
				   "  y\", c: 3}\n"  /* 16 */
				   "last: ~\n";      /* 17 */

	ok(lines_are(yaml, "/0/kind /0/name /0/last", "1 3 17"), "members");
	ok(lines_are(yaml, "/0/list /0/list/0 /0/list/0/id /0/list/1 /0/list/1/0/0 /0/list/1/0/1",
	       "4 5 5 11 11 12"),
	    "sequences; a collection in a mapping is where its key is");
	ok(lines_are(yaml, "/0/list/0/text /0/list/0/after", "6 9"), "a literal block");
	ok(lines_are(yaml, "/0/flow/a/0 /0/flow/a/1 /0/flow/b /0/flow/c", "14 15 15 16"),
	    "flow style over several lines");
	ok(lines_are(yaml, "/0/none /0/list/2 /0/list/00 /0/kind/x /1/kind /0/list/0/text/id",
	       "0 0 0 0 0 0"),
	    "places that are not there");
	ok(lines_are("a: 1\n", "/0", "1") && lines_are("x\n", "/0", "1"), "a whole document");
}

static void
test_keys(void)
{
	ok(lines_are("a/b: 1\n\"~\": 2\nm~n:\n  \"\": 3\n~1: 4\n",
	       "/0/a~1b /0/~0 /0/m~0n/ /0/~01 /0/a/b", "1 2 4 5 0"),
	    "~1 is a slash, ~0 a tilde, and nothing is an empty name");
	ok(lines_are("\"\\u00e9\": 1\n'it''s': 2\n? c\n: 3\n", "/0/\xc3\xa9 /0/it's /0/c", "1 2 4"),
	    "keys in quotes, and a key on a line of its own");
	ok(lines_are("? [a, {b: c}]\n: {b: 1}\n? *x\n: 2\nb: !t &x 3\nc: *x\n", "/0/b /0/c /0/0",
	       "5 6 0"),
	    "keys that are not text are no steps; tags, anchors and aliases");
}

static void
test_streams(void)
{
	ok(lines_are(
	       "--- {a: 1}\n---\n# b\na: 2\n...\n---\na: 3\n", "/0/a /1/a /2/a /3/a", "1 4 7 0"),
	    "several documents");
	ok(lines_are("", "/0/a", "0"), "no document");
	ok(lines_are("a: 1\nb: [\n", "/0/a /0/c", "1 0"), "what comes before an error");
	ok(lines_are("a: 1\r\nb: 2\r\n", "/0/b", "2"), "CRLF");
}

static void
test_pointers(void)
{
	struct pointers set = POINTERS_INIT;
	size_t ab = pointers_add(&set, 0, slice_str("/a/b"));

	ok(pointers_add(&set, 0, slice_str("a")) == POINTERS_NONE &&
		pointers_add(&set, 0, slice_str("/a~2")) == POINTERS_NONE &&
		pointers_add(&set, 0, slice_str("/a~")) == POINTERS_NONE,
	    "text that is not a pointer");
	ok(pointers_add(&set, 0, slice_str("")) == 0 &&
		pointers_add(&set, 0, slice_str("/a/b")) == ab &&
		pointers_add(&set, ab, slice_str("/c")) ==
		    pointers_add(&set, 0, slice_str("/a/b/c")),
	    "one place has one number");
	pointers_release(&set);
}

/* Many wanted places in a wide and deep text: linear, and no recursion. */
static void
test_size(void)
{
	enum { WIDE = 20000, DEEP = 9000 };
	struct pointers set = POINTERS_INIT;
	struct buf yaml = BUF_INIT, pointer = BUF_INIT;
	size_t *lines, places[WIDE], wrong = 0, deep;

	buf_puts(&pointer, "/0/deep");
	for (size_t i = 0; i < WIDE; i++)
		buf_printf(&yaml, "k%zu: %zu\n", i, i);
	buf_puts(&yaml, "deep: ");
	for (size_t i = 0; i < DEEP; i++) {
		buf_putc(&yaml, '[');
		buf_puts(&pointer, "/0");
	}
	buf_puts(&yaml, "\n x");
	for (size_t i = 0; i < DEEP; i++)
		buf_putc(&yaml, ']');
	deep = pointers_add(&set, 0, buf_slice(&pointer));
	for (size_t i = 0; i < WIDE; i++) {
		buf_clear(&pointer);
		buf_printf(&pointer, "/0/k%zu", i);
		places[i] = pointers_add(&set, 0, buf_slice(&pointer));
	}
	lines = calloc(pointers_count(&set), sizeof *lines);
	yaml_lines(buf_slice(&yaml), &set, lines);
	for (size_t i = 0; i < WIDE; i++)
		wrong += lines[places[i]] != i + 1;
	ok(wrong == 0 && lines[deep] == WIDE + 2, "%d places, and one %d levels deep", WIDE, DEEP);
	free(lines);
	buf_release(&yaml);
	buf_release(&pointer);
	pointers_release(&set);
}

int
main(void)
{
	test_yaml_lines_values();
	test_keys();
	test_streams();
	test_pointers();
	test_size();
	return tap_done();
}
