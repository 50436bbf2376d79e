/* YAML in and out: what is read, what is refused and on which line; and what Archy YAML is of. */
#include "tap.h"
#include "yaml/yaml_in.h"
#include "yaml/yaml_out.h"

/* A reader's source: text in pieces of at most `piece` bytes, or a failure after it. */
struct source {
	struct slice rest;
	size_t piece;
	bool breaks;
};

static bool
source_get(void *from, void *p, size_t room, size_t *n)
{
	struct source *s = from;

	*n = s->rest.n < room ? s->rest.n : room;
	*n = *n < s->piece ? *n : s->piece;
	if (*n > 0)
		memcpy(p, s->rest.p, *n);
	s->rest = slice_of(s->rest.p + *n, s->rest.n - *n);
	return *n > 0 || !s->breaks;
}

/* Whether the stream gives these documents, each with a line feed after it, and then ends well. */
static bool
yaml_gives(const char *yaml, const char *documents)
{
	struct source s = {slice_str(yaml), 3, false};
	struct buf json = BUF_INIT, all = BUF_INIT;
	struct yaml_in *y = yaml_in_open(source_get, &s);
	bool good;

	buf_puts(&all, "");
	while (yaml_in_next(y, &json)) {
		buf_add_slice(&all, buf_slice(&json));
		buf_putc(&all, '\n');
	}
	good = yaml_in_error(y) == NULL && strcmp(all.p, documents) == 0;
	if (!good)
		printf("# %s: %s\n", all.p, yaml_in_error(y) != NULL ? yaml_in_error(y) : "");
	yaml_in_close(y);
	buf_release(&json);
	buf_release(&all);
	return good;
}

/* Whether the stream is refused on this line, for a reason that starts so. */
static bool
yaml_refuses(const char *yaml, size_t line, const char *reason)
{
	struct source s = {slice_str(yaml), SIZE_MAX, false};
	struct buf json = BUF_INIT;
	struct yaml_in *y = yaml_in_open(source_get, &s);
	const char *error;
	bool good;

	while (yaml_in_next(y, &json))
		continue;
	error = yaml_in_error(y);
	good = error != NULL && strncmp(error, reason, strlen(reason)) == 0 &&
	       yaml_in_line(y) == line && !yaml_in_next(y, &json);
	if (!good)
		printf("# line %zu: %s\n", yaml_in_line(y), error != NULL ? error : "no error");
	yaml_in_close(y);
	buf_release(&json);
	return good;
}

static void
test_in(void)
{
	ok(yaml_gives("", ""), "no document");
	ok(yaml_gives("a: 1\nb: [x, 'y', \"z\\n\", ~, true, False]\nc: {}\nd: []\n",
	       "{\"a\":1,\"b\":[\"x\",\"y\",\"z\\n\",null,true,false],\"c\":{},\"d\":[]}\n"),
	    "all kinds of values");
	ok(yaml_gives("---\n1\n---\n- a\n...\n", "1\n[\"a\"]\n"), "two documents");
	ok(yaml_gives("? a\n: b\n'1': c\n", "{\"a\":\"b\",\"1\":\"c\"}\n"), "keys that are text");
	ok(yaml_gives("a: |\n  x\n  y\n", "{\"a\":\"x\\ny\\n\"}\n"), "a block of text");
}

static void
test_yaml_refused(void)
{
	static const struct {
		const char *yaml;
		size_t line;
		const char *reason;
	} wrong[] = {{"a: yes\n", 1, "readers of YAML 1.1 and 1.2 differ"},
	    {"a: b\n1: c\n", 2, "a key that is not text: quote it"},
	    {"a: !t b\n", 1, "tags are not read"}, {"a:\n  !t\n  b: c\n", 2, "tags are not read"},
	    {"- !t []\n", 1, "tags are not read"}, {"a: &x b\n", 1, "anchors are not read"},
	    {"a: &x\n  b: c\n", 1, "anchors are not read"},
	    {"a: &x [b]\n", 1, "anchors are not read"}, {"a: *x\n", 1, "aliases are not read"},
	    {"? [a]\n: b\n", 1, "a key that is not text"},
	    {"? {a: b}\n: c\n", 1, "a key that is no"},
	    {"a: 1\nb: 2\na: 3\n", 3, "a key that its mapping has twice"},
	    {"a: b\n\tc: d\n", 2, "found a tab"}, {"a: 'b\n", 2, "found unexp"},
	    {"a: \xff\n", 1, "invalid leading UTF-8 octet"}};
	struct source s = {slice_str("a: b\n"), SIZE_MAX, true};
	struct buf json = BUF_INIT;
	struct yaml_in *y = yaml_in_open(source_get, &s);

	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		ok(yaml_refuses(wrong[i].yaml, wrong[i].line, wrong[i].reason),
		    "refused, line %zu: %s", wrong[i].line, wrong[i].reason);
	while (yaml_in_next(y, &json))
		continue;
	ok(yaml_in_error(y) != NULL, "a source that cannot be read");
	yaml_in_close(y);
	buf_release(&json);
}

static void
test_yaml_depth(void)
{
	struct buf deep = BUF_INIT;

	for (size_t i = 0; i <= 64; i++)
		buf_putc(&deep, '[');
	for (size_t i = 0; i <= 64; i++)
		buf_putc(&deep, ']');
	buf_putc(&deep, '\n');
	ok(yaml_gives(deep.p, deep.p), "65 levels");
	buf_release(&deep);
}

/* How much the taker still wants. */
struct taker {
	struct buf text;
	size_t pieces;
};

static bool
taker_put(void *to, const void *p, size_t n)
{
	struct taker *t = to;

	if (t->pieces == 0)
		return false;
	t->pieces--;
	buf_add(&t->text, p, n);
	return true;
}

static bool
yaml_writes(const char *json, const char *yaml)
{
	struct taker t = {BUF_INIT, SIZE_MAX};
	struct yaml_out y;
	const char *why;
	bool good;

	yaml_out_init(&y);
	why = yaml_out(&y, slice_str(json), taker_put, &t);
	good = why == NULL && strcmp(t.text.p, yaml) == 0 &&
	       yaml_out(&y, slice_str(json), NULL, NULL) == NULL;
	if (!good)
		printf("# %s: %s\n", why != NULL ? why : "written", t.text.n > 0 ? t.text.p : "");
	yaml_out_release(&y);
	buf_release(&t.text);
	return good;
}

/* Whether this cannot be written, at this place; text that is not JSON has no place. */
static bool
cannot_write(const char *json, size_t depth_limit, const char *where)
{
	struct taker t = {BUF_INIT, SIZE_MAX};
	struct yaml_out y;
	bool good;

	yaml_out_init(&y);
	y.depth_limit = depth_limit;
	good = yaml_out(&y, slice_str(json), taker_put, &t) != NULL &&
	       (y.json.error == NULL) == (where != NULL) &&
	       (where == NULL || strcmp(y.where.p, where) == 0);
	if (!good)
		printf("# %s\n", y.where.n > 0 ? y.where.p : "no place");
	yaml_out_release(&y);
	buf_release(&t.text);
	return good;
}

static void
test_out(void)
{
	struct taker none = {BUF_INIT, 0};
	struct yaml_out y;

	ok(yaml_writes("{\"a\":[1,true,null,\"x y\"],\"b\":{},\"c\":[]}",
	       "a:\n- 1\n- true\n- null\n- x y\nb: {}\nc: []\n"),
	    "block style");
	ok(yaml_writes("{\"a\":\"x\\ny\",\"yes\":\"no\"}", "a: |-\n  x\n  y\n\"yes\": \"no\"\n"),
	    "a block of lines; words that some reader knows");
	ok(yaml_writes("1e5", "1.0e+5\n") && yaml_writes("\"\"", "\"\"\n"),
	    "a number; an empty text");
	ok(cannot_write("{\"a\":[{\"b\":\"\\ud800\"}]}", 0, "/a/0/b"), "half a surrogate pair");
	ok(cannot_write("{\"a\":{\"b\":1,\"b\":2}}", 0, "/a/b"), "a name twice");
	ok(cannot_write("[[[1]]]", 2, "/0/0"), "too many levels");
	ok(cannot_write("[1,", 0, NULL) && cannot_write("", 0, NULL) &&
		cannot_write("1 2", 0, NULL),
	    "what is not one JSON value");
	yaml_out_init(&y);
	ok(yaml_out(&y, slice_str("[1,2]"), taker_put, &none) == NULL && none.text.n == 0,
	    "a taker that wants nothing is not asked why");
	y.marker = true;
	none.pieces = SIZE_MAX;
	ok(yaml_out(&y, slice_str("[1]"), taker_put, &none) == NULL &&
		strcmp(none.text.p, "---\n- 1\n") == 0,
	    "and the next value is whole, with its marker");
	yaml_out_release(&y);
	buf_release(&none.text);
}

int
main(void)
{
	test_in();
	test_yaml_refused();
	test_yaml_depth();
	test_out();
	return tap_done();
}
