/* Profile files of both kinds: each value with its line, and each fault by its line. */
#include "settings/profile.h"
#include "tap.h"

typedef bool profile_reader(struct slice, const struct profile_sink *, struct buf *);

struct taken {
	struct buf text; /* profile.key=value@line, each with a blank after it */
	size_t n, stop_at;
};

static bool
taken_add(void *user, const char *profile, const char *key, const char *value, size_t line)
{
	struct taken *t = user;

	buf_printf(&t->text, "%s.%s=%s@%zu ", profile, key, value, line);
	return ++t->n != t->stop_at;
}

/* Whether the text is read to its end, and gives just these values. */
static bool
profile_gives(profile_reader *read, const char *text, const char *values)
{
	struct taken t = {.text = BUF_INIT};
	struct profile_sink sink = {taken_add, &t};
	struct buf why = BUF_INIT;
	bool good;

	buf_puts(&t.text, "");
	good = read(slice_str(text), &sink, &why) && strcmp(t.text.p, values) == 0 && why.n == 0;
	if (!good)
		printf("# %s: %s\n", t.text.p, why.n > 0 ? why.p : "no fault");
	buf_release(&t.text);
	buf_release(&why);
	return good;
}

/* Whether the text is refused, with a reason that starts so. */
static bool
refuses_slice(profile_reader *read, struct slice text, const char *reason)
{
	struct taken t = {.text = BUF_INIT};
	struct profile_sink sink = {taken_add, &t};
	struct buf why = BUF_INIT;
	bool good =
	    !read(text, &sink, &why) && why.n > 0 && strncmp(why.p, reason, strlen(reason)) == 0;

	if (!good)
		printf("# %s\n", why.n > 0 ? why.p : "no reason");
	buf_release(&t.text);
	buf_release(&why);
	return good;
}

static bool
profile_refuses(profile_reader *read, const char *text, const char *reason)
{
	return refuses_slice(read, slice_str(text), reason);
}

/* Whether a sink that stops after n values is asked no more, and the reader has nothing to add. */
static bool
profile_stops(profile_reader *read, const char *text, size_t n)
{
	struct taken t = {.text = BUF_INIT, .stop_at = n};
	struct profile_sink sink = {taken_add, &t};
	struct buf why = BUF_INIT;
	bool good = !read(slice_str(text), &sink, &why) && t.n == n && why.n == 0;

	buf_release(&t.text);
	buf_release(&why);
	return good;
}

static void
test_toml(void)
{
	static const char *const broken[] = {"[a", "[a] x", "[]", "[a\"", "key", "key value", "= v",
	    "key =", "key = v w", "key = \"v", "key = \"v\\", "key = 'v", "key = \"\\q\"",
	    "key = \"a\\u0000b\"", "key = [1]", "key = \"\\ud800\""};
	char text[64];

	ok(profile_gives(profile_read_toml, "", ""), "toml: an empty file");
	ok(profile_gives(profile_read_toml, "a = 1", ".a=1@1 "), "a value before the first table");
	ok(profile_gives(
	       profile_read_toml, "# x\n\n[p] # y\na = 1 # z\r\n\tb=true\n", "p.a=1@4 p.b=true@5 "),
	    "comments, blanks, and lines that end in CR LF");
	ok(profile_gives(profile_read_toml,
	       "[ p.q ]\n'a b' = 'c\\d'\n\"e\" = \"f\\t\\\"\\u00e4\"\n",
	       "p.q.a b=c\\d@2 p.q.e=f\t\"\xc3\xa4@3 "),
	    "quoted keys, literal and basic strings");
	ok(profile_gives(profile_read_toml, "['p q']\na=''\n", "p q.a=@2 "),
	    "a quoted table and an empty value");
	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		snprintf(text, sizeof text, "[p]\n%s\nz = 1\n", broken[i]);
		ok(profile_refuses(profile_read_toml, text, "2: "), "refused by its line: %s",
		    broken[i]);
	}
	ok(profile_stops(profile_read_toml, "a=1\nb=2\nc=3\n", 2), "a sink that has enough");
}

static void
test_yaml(void)
{
	static const char nul[] = "p:\n  a: \"x\\0y\"\n";

	ok(profile_gives(profile_read_yaml, "", "") &&
		profile_gives(profile_read_yaml, "---\n", ""),
	    "yaml: an empty file and an empty document");
	ok(profile_gives(profile_read_yaml, "p:\n  a: 1\n  'b': \"c d\"\nq:\n  a: ''\n",
	       "p.a=1@2 p.b=c d@3 q.a=@5 "),
	    "two profiles");
	ok(profile_gives(profile_read_yaml, "{p: {a: x}, q: {}}", "p.a=x@1 "), "flow style");
	ok(profile_gives(profile_read_yaml, "default: p\np: {a: x}\n", ".default=p@1 p.a=x@2 "),
	    "the name of the default profile");
	ok(profile_gives(profile_read_yaml, "default: {a: x}\n", "default.a=x@1 "),
	    "a profile of that name");
	ok(profile_refuses(profile_read_yaml, "'': {a: x}\n", "1: a profile needs a name"),
	    "a profile without a name");
	ok(profile_refuses(profile_read_yaml, "\"a\\nb\": {a: x}\n", "1: a control character"),
	    "a name with a line break");
	ok(profile_refuses(profile_read_yaml, "text", "1: a profile is"), "one word");
	ok(profile_refuses(profile_read_yaml, "p:\n  - a\n", "2: a profile is"),
	    "a profile that is a list");
	ok(profile_refuses(profile_read_yaml, "p: text\n", "1: a profile is"),
	    "a profile that is text");
	ok(profile_refuses(profile_read_yaml, "p: &a {b: c}\nq: *a\n", "2: a profile is"),
	    "an alias");
	ok(profile_refuses(profile_read_yaml, "p:\n  a:\n    b: c\n", "3: a setting is"),
	    "a setting that is a mapping");
	ok(profile_refuses(profile_read_yaml, "p:\n  a: [b]\n", "2: a profile is"),
	    "a setting that is a list");
	ok(profile_refuses(profile_read_yaml, "? {a: b}\n: c\n", "1: a setting is"),
	    "a name that is a mapping");
	ok(refuses_slice(profile_read_yaml, slice_of(nul, sizeof nul - 1), "2: NUL byte"),
	    "a NUL byte");
	ok(profile_refuses(profile_read_yaml, "p:\n\ta: b\n", "2: "), "what is not YAML");
	ok(profile_refuses(profile_read_yaml, "p:\n  a: \xff\n", ""), "what is not UTF-8");
	ok(profile_stops(profile_read_yaml, "p: {a: 1, b: 2, c: 3}\n", 2),
	    "a sink that has enough");
}

int
main(void)
{
	test_toml();
	test_yaml();
	return tap_done();
}
