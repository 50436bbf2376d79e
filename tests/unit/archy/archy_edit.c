/* archy_edit: any text in the place of any part of any scalar reads back as that text. */
#include "archy/archy_edit.h"
#include "random.h"
#include "tap.h"
#include "yaml/yaml_scalar.h"

/* The scalars of a text, one after the other. */
enum { NODES = 16 };

struct archy_edit_seen {
	struct archy_scalar scalar[NODES];
	struct buf value[NODES];
	size_t n;
};

static bool
see(void *user, const struct archy_node *node)
{
	struct archy_edit_seen *seen = user;

	if (node->kind != ARCHY_SCALAR)
		return true;
	if (seen->n == NODES)
		return false;
	seen->scalar[seen->n] = archy_scalar_of(node);
	buf_clear(&seen->value[seen->n]);
	buf_add_slice(&seen->value[seen->n++], node->value);
	return true;
}

static bool
look(struct slice text, struct archy_edit_seen *seen, struct archy_error *error)
{
	seen->n = 0;
	return archy_yaml(text, see, seen, error);
}

static struct archy_edit_seen before, after;
static struct archy_edits edits = ARCHY_EDITS_INIT;
static struct buf changed = BUF_INIT;

/* A change of one scalar, or of a part of it, and what the text is then. */
static bool
archy_edit_becomes(
    const char *text, size_t number, const char *part, const char *with, const char *want)
{
	struct archy_error error;
	const struct archy_scalar *s = &before.scalar[number];
	size_t from, to;

	if (!look(slice_str(text), &before, &error))
		return false;
	from = s->from;
	to = s->to;
	if (part != NULL) {
		from = (size_t)(strstr(text + s->from, part) - text);
		to = from + strlen(part);
	}
	archy_edits_clear(&edits);
	archy_edit(&edits, s, from, to, slice_str(with));
	buf_clear(&changed);
	if (!archy_edits_apply(&edits, slice_str(text), &changed))
		return want == NULL;
	if (want != NULL && slice_is(buf_slice(&changed), want))
		return true;
	printf("# %s\n", changed.p);
	return false;
}

static void
test_cases(void)
{
	static const struct {
		const char *text;
		size_t number;
		const char *part, *with, *want;
	} cases[] = {
	    {"a: b # c\n", 1, NULL, "x y", "a: x y # c\n"},
	    {"a: b # c\n", 1, NULL, "x: y", "a: \"x: y\" # c\n"},
	    {"a: b # c\n", 1, NULL, "x #y", "a: \"x #y\" # c\n"},
	    {"a: b # c\n", 1, NULL, "x#y:z", "a: x#y:z # c\n"},
	    {"a: b", 1, NULL, "yes", "a: \"yes\""},
	    {"a: b", 1, NULL, "1.0", "a: \"1.0\""},
	    {"a: b", 1, NULL, "", "a: \"\""},
	    {"a: b", 1, NULL, "*all", "a: \"*all\""},
	    {"a: b", 1, NULL, "say \"it\"", "a: say \"it\""},
	    {"a: 'b' # c", 1, NULL, "it's", "a: 'it''s' # c"},
	    {"a: 'b''c'", 1, NULL, "x\ny", "a: \"x\\ny\""},
	    {"a: \"b\"", 1, NULL, "say \"it\" \\", "a: \"say \\\"it\\\" \\\\\""},
	    {"a: \"b\\u00e9 c\"", 1, "c", "d", "a: \"b\\u00e9 d\""},
	    {"{a: b, c: d}", 1, NULL, "x, y", "{a: \"x, y\", c: d}"},
	    {"a: b, c", 1, NULL, "x, y", "a: x, y"},
	    {"a: f(\"b\")", 1, "b", "c: d", "a: \"f(\\\"c: d\\\")\""},
	    {"a: 'f(\"b\") it''s'", 1, "b", "c\td", "a: \"f(\\\"c\\td\\\") it's\""},
	    {"a: f(\"b\",\n    x)\nc: d", 1, "b", "c", "a: f(\"c\",\n    x)\nc: d"},
	    {"a: f(\"b\",\n    x)\nc: d", 1, "b", "c: d", "a: \"f(\\\"c: d\\\",\n    x)\"\nc: d"},
	    {"a: |\n  b\n\nc: d", 1, NULL, "x: y", "a: \"x: y\"\n\nc: d"},
	    {"a: |\n  b c\nd: e", 1, "c", "x: y", "a: |\n  b x: y\nd: e"},
	    {"a: |\n  b c\nd: e", 1, "c", "x\ny", NULL},
	    {"b : c\n", 0, NULL, "x: y", "\"x: y\" : c\n"},
	    {"{{b}} : c\n", 0, "{{b}}", "no", "\"no\" : c\n"},
	    {"{{b}}-x: {{c}}\n", 1, "{{c}}", "{{c}}", "{{b}}-x: \"{{c}}\"\n"},
	    {"a: \xe2\x82\xac", 1, NULL, "\xe2\x80\xa8", "a: \"\\L\""},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		ok(archy_edit_becomes(
		       cases[i].text, cases[i].number, cases[i].part, cases[i].with, cases[i].want),
		    "case %zu: %s", i, cases[i].with);
}

static void
test_long_key(void)
{
	char name[ARCHY_KEY_MAX + 2];

	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	ok(archy_edit_becomes("a: b", 0, NULL, name, NULL), "a key has a longest length");
}

static const char *const pieces[] = {"a", "b c", "\"", "'", "\\", ":", " ", "#", ",", "]", "}", "{",
    "{{", "}}", "-", "?", "*", "&", "!", "|", ">", "%", "@", "`", "~", "no", "1", ".5", "0x1", "\n",
    "\t", "\r", "\x01", "\x7f", "\xc3\xa4", "\xc2\x85", "\xe2\x80\xa9", "\xef\xbb\xbf",
    "\xf0\x9f\x98\x80", "=", "<<", "null", "---", "..."};

static void
random_text(struct random *random, struct buf *b)
{
	buf_clear(b);
	for (size_t n = random_below(random, 5); n > 0; n--)
		buf_puts(b, pieces[random_below(random, COUNT_OF(pieces))]);
	buf_add(b, "", 0);
}

/* The text is as before but for one scalar, which has the new part in place of the old one. */
static bool
is_changed(struct slice text, size_t number, struct slice value)
{
	struct archy_error error;

	if (!look(text, &after, &error) || after.n != before.n)
		return false;
	for (size_t i = 0; i < after.n; i++) {
		struct slice want = i == number ? value : buf_slice(&before.value[i]);
		if (!slice_eq(buf_slice(&after.value[i]), want) ||
		    after.scalar[i].is_key != before.scalar[i].is_key)
			return false;
	}
	return after.scalar[number].style != ARCHY_PLAIN ||
	       yaml_scalar_meaning(buf_slice(&after.value[number])) == YAML_MEANS_TEXT;
}

static void
test_any(void)
{
	static const char *const shapes[] = {"k1: %\n", "% : v1\n", "- %\n- x\n",
	    "{k1: %, k2: v}\n", "[%, x]\n", "k1:\n  k2: % # c\nk3: v\n", "k1: [{%: v}]\n"};
	static const char *const old[] = {"QQQ", "a QQQ b", "'QQQ'", "'it''s QQQ,\n   x'",
	    "\"QQQ\"", "\"\\u00e9 \\\"QQQ\\\" \\\n  y\"", "f(QQQ)\n   .x"};
	struct random random = {4711};
	struct buf text = BUF_INIT, part = BUF_INIT, value = BUF_INIT;
	size_t wrong = 0, tried = 0;

	for (int i = 0; i < 60000; i++) {
		const char *shape = shapes[random_below(&random, COUNT_OF(shapes))];
		const char *scalar = old[random_below(&random, COUNT_OF(old))], *hole, *found;
		struct archy_error error;
		size_t number = 0, from;

		buf_clear(&text);
		hole = strchr(shape, '%');
		buf_add(&text, shape, (size_t)(hole - shape));
		buf_puts(&text, scalar);
		buf_puts(&text, hole + 1);
		if (!look(buf_slice(&text), &before, &error))
			continue; /* a key of several lines */
		while (strstr(before.value[number].p, "QQQ") == NULL)
			number++;
		random_text(&random, &part);
		from = (size_t)(strstr(text.p, "QQQ") - text.p);
		archy_edits_clear(&edits);
		archy_edit(&edits, &before.scalar[number], from, from + 3, buf_slice(&part));
		buf_clear(&changed);
		buf_clear(&value);
		found = strstr(before.value[number].p, "QQQ");
		buf_add(&value, before.value[number].p, (size_t)(found - before.value[number].p));
		buf_add_slice(&value, buf_slice(&part));
		buf_puts(&value, found + 3);
		tried++;
		if (archy_edits_apply(&edits, buf_slice(&text), &changed) &&
		    is_changed(buf_slice(&changed), number, buf_slice(&value)))
			continue;
		if (wrong++ < 5)
			printf("# %s# with <%s> is %s", text.p, part.p, changed.p);
	}
	ok(wrong == 0 && tried > 30000, "%zu texts in place of others: %zu are not read back",
	    tried, wrong);
	buf_release(&text);
	buf_release(&part);
	buf_release(&value);
}

int
main(void)
{
	test_cases();
	test_long_key();
	test_any();
	for (size_t i = 0; i < NODES; i++) {
		buf_release(&before.value[i]);
		buf_release(&after.value[i]);
	}
	archy_edits_release(&edits);
	buf_release(&changed);
	return tap_done();
}
