/* diff_object: objects of odd shapes, and types that gc-put does not create. */
#include "diff/diff_object.h"
#include "diff/diff_words.h"
#include "tap.h"

#define RECORD(type, members)  "{\"kind\":\"object\",\"type\":\"" type "\"," members "}"
#define DEFINED(type, members) RECORD(type, "\"configuration\":{" members "}")
#define LISTS(name, elements) \
	RECORD("userPrompt", "\"" name "\":[" elements "],\"configuration\":{}")

static const struct {
	const char *what, *a, *b,
	    *want; /* of each difference its place in words, and its pointer */
} cases[] = {
    {"a list named rows that is not the record's", DEFINED("queue", "\"rows\":[{\"key\":\"a\"},5]"),
	DEFINED("queue", "\"rows\":[{\"key\":\"b\"},5]"), ":/configuration/rows/0/key "},
    {"a list named media in the definition",
	DEFINED("queue", "\"media\":[{\"language\":\"x\",\"v\":1}]"),
	DEFINED("queue", "\"media\":[{\"language\":\"x\",\"v\":2}]"),
	"language \"x\":/configuration/media/0/v "},
    {"resources by language, in any order",
	DEFINED("userPrompt", "\"resources\":[{\"language\":\"x\",\"text\":\"1\"},{\"language\":"
			      "\"y\",\"text\":\"2\"}]"),
	DEFINED("userPrompt", "\"resources\":[{\"language\":\"y\",\"text\":\"3\"},{\"language\":"
			      "\"x\",\"text\":\"1\"}]"),
	"language \"y\":/configuration/resources/0/text "},
    {"a language that only one of the lists says: by place",
	DEFINED("userPrompt", "\"resources\":[{\"language\":\"x\",\"text\":\"1\"}]"),
	DEFINED("userPrompt", "\"resources\":[{\"text\":\"2\"}]"),
	"language \"x\":/configuration/resources/0/language :/configuration/resources/0/text "},
    {"an empty language has no words", LISTS("media", "{\"language\":\"\",\"a\":1}"),
	LISTS("media", "{\"language\":\"\",\"a\":1},{\"language\":\"\",\"a\":2}"), ":/media/1 "},
    {"rows: the place of one in words",
	RECORD("dataTable", "\"rows\":[{\"key\":\"a\",\"v\":{\"w\":1}}],\"configuration\":{}"),
	RECORD("dataTable", "\"rows\":[{\"key\":\"a\",\"v\":{\"w\":2}}],\"configuration\":{}"),
	"row \"a\":/rows/0/v/w "},
    {"more in the second list", DEFINED("queue", "\"l\":[1]"), DEFINED("queue", "\"l\":[1,2,3]"),
	":/configuration/l/1 :/configuration/l/2 "},
    {"more in the first list", DEFINED("queue", "\"l\":[1,2,3]"), DEFINED("queue", "\"l\":[1]"),
	":/configuration/l/1 :/configuration/l/2 "},
    {"numbers with fractions, up and down", DEFINED("queue", "\"a\":1.5,\"b\":1.7,\"c\":2.0"),
	DEFINED("queue", "\"a\":1.7,\"b\":1.5,\"c\":2"), ":/configuration/a :/configuration/b "},
    {"a number longer than a double",
	DEFINED("queue",
	    "\"a\":1.0000000000000000000000000000000000000000000000000000000000000000000001"),
	DEFINED("queue", "\"a\":2"), ":/configuration/a "},
    {"an object and a list", DEFINED("queue", "\"a\":{\"b\":1}"), DEFINED("queue", "\"a\":[1]"),
	":/configuration/a "},
    {"a list and an empty list", DEFINED("queue", "\"a\":[1]"), DEFINED("queue", "\"a\":[]"),
	":/configuration/a "},
    {"a symbol and an object without one", DEFINED("queue", "\"q\":{\"id\":\"gc:x/1\"}"),
	DEFINED("queue", "\"q\":{\"id\":\"other\"}"), ":/configuration/q "},
    {"an object without a symbol and one", DEFINED("queue", "\"q\":{\"id\":\"other\"}"),
	DEFINED("queue", "\"q\":{\"id\":\"gc:x/1\"}"), ":/configuration/q/id "},
    {"a definition whose own id is a symbol: its members count",
	DEFINED("queue", "\"id\":\"gc:queue/A\",\"a\":1"),
	DEFINED("queue", "\"id\":\"gc:queue/A\",\"a\":2"), ":/configuration/a "},
    {"a type that no table has", DEFINED("unheardOf", "\"memberCount\":1,\"id\":\"x\""),
	DEFINED("unheardOf", "\"memberCount\":2,\"id\":\"y\""), ":/configuration/memberCount "},
    {"what is not content, below a list",
	DEFINED("userPrompt", "\"resources\":[{\"language\":\"x\",\"mediaUri\":\"1\"}]"),
	DEFINED("userPrompt", "\"resources\":[{\"language\":\"x\",\"mediaUri\":\"2\"}]"), ""},
    {"a member of such a name less deep", DEFINED("userPrompt", "\"resources\":{\"mediaUri\":1}"),
	DEFINED("userPrompt", "\"resources\":{\"mediaUri\":2}"),
	":/configuration/resources/mediaUri "},
};

static struct diff d = DIFF_INIT;
static struct json j = JSON_INIT;
static struct buf got = BUF_INIT;

static void
shapes_compare(const char *a, const char *b)
{
	if (!ok(diff_read_object(&d, DIFF_A, &j, slice_str(a)) &&
		    diff_read_object(&d, DIFF_B, &j, slice_str(b)),
		"two records"))
		return;
	diff_compare_object(&d);
	buf_clear(&got);
	buf_puts(&got, "");
	for (size_t k = 0; k < d.n; k++) {
		const struct diff_change *c = &d.v[k];
		enum diff_version version = c->b != DIFF_NONE ? DIFF_B : DIFF_A;
		diff_object_where(&d, c, &got);
		buf_putc(&got, ':');
		diff_pointer(&d.side[version].tree, version == DIFF_B ? c->b : c->a, &got);
		buf_putc(&got, ' ');
	}
}

/* A value so deep that it is compared as a whole. */
static void
shapes_deep(const char *open, const char *close, const char *value, struct buf *b)
{
	buf_clear(b);
	buf_puts(b, "{\"kind\":\"object\",\"type\":\"queue\",\"configuration\":{\"a\":");
	for (int i = 0; i < DIFF_DEPTH + 5; i++)
		buf_puts(b, open);
	buf_puts(b, value);
	for (int i = 0; i < DIFF_DEPTH + 5; i++)
		buf_puts(b, close);
	buf_puts(b, "}}");
}

static void
test_deep(const char *what, const char *open, const char *close, const char *step)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	size_t steps = 0;

	shapes_deep(open, close, "1", &a);
	shapes_deep(open, close, "2", &b);
	shapes_compare(a.p, b.p);
	for (const char *p = got.p; (p = strstr(p, step)) != NULL; p += strlen(step))
		steps++;
	ok(d.n == 1 && steps + 5 > DIFF_DEPTH && steps < DIFF_DEPTH + 5,
	    "%s: one difference, above the value (%zu steps)", what, steps);
	shapes_compare(a.p, a.p);
	ok(d.n == 0, "%s: none with itself", what);
	buf_release(&a);
	buf_release(&b);
}

/* Who makes the values equal. */
static void
test_by_hand(void)
{
	ok(diff_object_is_by_hand(slice_str("unheardOf")), "no table has it: by hand");
	ok(!diff_object_is_by_hand(slice_str("queue")), "gc-put creates queues");
	shapes_compare(DEFINED("unheardOf", "\"a\":1"), DEFINED("unheardOf", "\"a\":2"));
	ok(d.n == 1 && !diff_stays(&d, &d.v[0]), "in one org, nothing of such a type stays");
	d.two_orgs = true;
	ok(diff_stays(&d, &d.v[0]), "in two orgs all of it does");
	shapes_compare(DEFINED("queue", "\"a\":1"), DEFINED("queue", ""));
	ok(d.n == 1 && !diff_stays(&d, &d.v[0]), "of a queue it does not");
}

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		shapes_compare(cases[i].a, cases[i].b);
		ok(tap_is(&got, cases[i].want), "%s", cases[i].what);
	}
	test_deep("objects", "{\"b\":", "}", "/b");
	test_deep("lists", "[", "]", "/0");
	test_by_hand();
	diff_release(&d);
	json_release(&j);
	buf_release(&got);
	return tap_done();
}
