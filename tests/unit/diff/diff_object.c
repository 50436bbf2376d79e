/* diff_object: what is a difference between two objects, and what is none. */
#include "diff/diff_object.h"
#include "diff/diff_words.h"
#include "tap.h"

#define RECORD(type, members)  "{\"kind\":\"object\",\"type\":\"" type "\"," members "}"
#define DEFINED(type, members) RECORD(type, "\"configuration\":{" members "}")

static const struct {
	const char *what, *a, *b, *want; /* pointers of the differences, each with a blank */
} cases[] = {
    {"the same in another order and spelling", DEFINED("queue", "\"a\":\"\\u0041\",\"b\":1.0"),
	DEFINED("queue", "\"b\":1,\"a\":\"A\""), ""},
    {"numbers", DEFINED("queue", "\"a\":10,\"b\":1.5"), DEFINED("queue", "\"a\":100,\"b\":1.50"),
	"/configuration/a "},
    {"what is not content", DEFINED("queue", "\"memberCount\":1,\"id\":\"x\""),
	DEFINED("queue", "\"memberCount\":2,\"dateModified\":\"y\""), ""},
    {"a member of such a name elsewhere", DEFINED("queue", "\"x\":{\"memberCount\":1}"),
	DEFINED("queue", "\"x\":{\"memberCount\":2}"), "/configuration/x/memberCount "},
    {"nothing, in several ways", DEFINED("queue", "\"a\":null,\"b\":[],\"c\":{\"d\":\"\"}"),
	DEFINED("queue", "\"e\":false,\"f\":\"\""), ""},
    {"zero is something", DEFINED("queue", "\"a\":0"), DEFINED("queue", ""), "/configuration/a "},
    {"a reference: its id counts", DEFINED("queue", "\"q\":{\"id\":\"gc:x/1\",\"name\":\"One\"}"),
	DEFINED("queue", "\"q\":{\"id\":\"gc:x/1\",\"selfUri\":\"z\"}"), ""},
    {"another one", DEFINED("queue", "\"q\":{\"id\":\"gc:x/1\"}"),
	DEFINED("queue", "\"q\":{\"id\":\"gc:x/2\"}"), "/configuration/q "},
    {"bare ones, in any order", DEFINED("queue", "\"l\":[\"gc:x/1\",\"gc:x/2\"]"),
	DEFINED("queue", "\"l\":[\"gc:x/2\",\"gc:x/1\"]"), ""},
    {"other lists have an order", DEFINED("queue", "\"l\":[\"1\",\"2\"]"),
	DEFINED("queue", "\"l\":[\"2\",\"1\"]"), "/configuration/l/0 /configuration/l/1 "},
    {"the same reference twice", DEFINED("queue", "\"l\":[\"gc:x/1\",\"gc:x/1\"]"),
	DEFINED("queue", "\"l\":[\"gc:x/1\"]"), "/configuration/l/1 "},
    {"another kind of value", DEFINED("queue", "\"a\":\"1\""), DEFINED("queue", "\"a\":1"),
	"/configuration/a "},
    {"rows by key",
	RECORD(
	    "dataTable", "\"rows\":[{\"key\":\"a\",\"v\":1},{\"key\":\"b\"}],\"configuration\":{}"),
	RECORD(
	    "dataTable", "\"rows\":[{\"key\":\"b\"},{\"key\":\"a\",\"v\":2}],\"configuration\":{}"),
	"/rows/1/v "},
    {"audio by language only",
	RECORD(
	    "userPrompt", "\"media\":[{\"language\":\"x\",\"base64\":\"A\"}],\"configuration\":{}"),
	RECORD("userPrompt",
	    "\"media\":[{\"language\":\"x\",\"base64\":\"B\"},{\"language\":\"y\"}],"
	    "\"configuration\":{}"),
	"/media/1 "},
    {"what the record repeats or where it came from",
	RECORD("queue", "\"org\":\"a\",\"version\":1,\"configuration\":{\"x\":1}"),
	RECORD("queue", "\"org\":\"b\",\"version\":2,\"email\":\"e\",\"configuration\":{\"x\":1}"),
	""},
    {"a division beside a definition without one",
	RECORD("queue", "\"division\":{\"id\":\"gc:division/A\"},\"configuration\":{}"),
	RECORD("queue", "\"division\":{\"id\":\"gc:division/B\"},\"configuration\":{}"),
	"/division "},
};

static void
diff_object_compare(struct diff *d, struct json *j, const char *a, const char *b)
{
	ok(diff_read_object(d, DIFF_A, j, slice_str(a)) &&
		diff_read_object(d, DIFF_B, j, slice_str(b)),
	    "two records");
	diff_compare_object(d);
}

int
main(void)
{
	struct diff d = DIFF_INIT;
	struct json j = JSON_INIT;
	struct buf got = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		diff_object_compare(&d, &j, cases[i].a, cases[i].b);
		buf_clear(&got);
		buf_puts(&got, "");
		for (size_t k = 0; k < d.n; k++) {
			diff_what(&d, &d.v[k], &got);
			buf_putc(&got, ' ');
		}
		if (!ok(strcmp(got.p, cases[i].want) == 0, "%s", cases[i].what))
			printf("# got: %s\n", got.p);
	}
	diff_object_compare(&d, &j, DEFINED("emergencyGroup", "\"enabled\":true,\"x\":1"),
	    DEFINED("emergencyGroup", "\"enabled\":false,\"x\":2"));
	ok(d.n == 2 && diff_stays(&d, &d.v[0]) && !diff_stays(&d, &d.v[1]),
	    "what each org sets for itself");
	ok(!diff_read_object(&d, DIFF_A, &j, slice_str("{\"kind\":\"object\"")), "a torn record");
	diff_release(&d);
	json_release(&j);
	buf_release(&got);
	return tap_done();
}
