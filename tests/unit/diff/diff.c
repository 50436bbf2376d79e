/* What differs between two versions of a flow: pairs of parts, values, lists, pointers, words. */
#include "diff/diff_words.h"
#include "tap.h"

#define FLOW(configuration) \
	"{\"kind\":\"flow\",\"name\":\"F\",\"configuration\":{" configuration "}}"
#define TASK(id, name, actions) \
	"{\"id\":\"" id "\",\"name\":\"" name "\",\"__type\":\"Task\",\"actionList\":[" actions "]}"
#define ITEMS(items) "\"flowSequenceItemList\":[" items "]"

static struct diff d = DIFF_INIT;
static struct json j = JSON_INIT;

static size_t
diff_test_compare(const char *a, const char *b)
{
	if (!diff_read(&d, DIFF_A, &j, slice_str(a)) || !diff_read(&d, DIFF_B, &j, slice_str(b)))
		return SIZE_MAX;
	diff_compare(&d);
	return d.n;
}

/* The first change, as kind and words. */
static bool
diff_said(
    enum diff_kind kind, const char *where, const char *what, const char *old, const char *new)
{
	struct buf w[4] = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
	const char *want[] = {where, what, old, new};
	bool good = d.n > 0 && d.v[0].kind == kind;

	if (good) {
		diff_where(&d, &d.v[0], &w[0]);
		if (kind == DIFF_CHANGED) {
			diff_what(&d, &d.v[0], &w[1]);
			diff_value(&d, DIFF_A, d.v[0].a, &w[2]);
			diff_value(&d, DIFF_B, d.v[0].b, &w[3]);
		}
	}
	for (size_t i = 0; i < 4; i++) {
		if (good && !slice_is(buf_slice(&w[i]), want[i])) {
			printf("# %s, not %s\n", w[i].p != NULL ? w[i].p : "", want[i]);
			good = false;
		}
	}
	for (size_t i = 0; i < 4; i++)
		buf_release(&w[i]);
	return good;
}

/* Whether what the first change is about takes one line. */
static bool
diff_test_is_line(void)
{
	struct buf what = BUF_INIT;
	bool line;

	if (d.n == 0 || d.v[0].kind != DIFF_CHANGED)
		return false;
	diff_what(&d, &d.v[0], &what);
	line = what.n > 0 && memchr(what.p, '\n', what.n) == NULL;
	buf_release(&what);
	return line;
}

static void
test_tree(void)
{
	struct diff_tree t = DIFF_TREE_INIT;
	struct buf pointer = BUF_INIT;
	uint32_t node;

	ok(diff_tree_read(&t, &j, slice_str("{\"a\":[1,{\"b/\\u007e\":\"x\"}],\"c\":2,\"c\":3}")),
	    "an object");
	ok(t.n == 7, "a node for each value");
	node = diff_member(&t, 0, "c");
	ok(slice_is(diff_token(&t, node), "3"), "the last of two members");
	ok(diff_next(&t, node) == DIFF_NONE && diff_first(&t, node) == DIFF_NONE,
	    "a leaf at the end");
	diff_pointer(&t, 4, &pointer);
	ok(slice_is(buf_slice(&pointer), "/a/1/b~1~0"), "a pointer");
	ok(slice_is(diff_json(&t, 4), "\"x\"") && slice_is(diff_token(&t, 4), "x"), "a string");
	ok(!diff_tree_read(&t, &j, slice_str("{\"a\":")), "torn");
	ok(!diff_tree_read(&t, &j, slice_str("[]")), "no object");
	buf_release(&pointer);
	diff_tree_release(&t);
}

static void
test_equal(void)
{
	ok(diff_test_compare(FLOW("\"a\":1,\"b\":[{}]"), FLOW("\"b\":[{}],\"a\":1")) == 0,
	    "other order of members");
	ok(diff_test_compare(FLOW("\"a\":\"A\""), FLOW("\"\\u0061\":\"\\u0041\"")) == 0,
	    "other spelling");
	ok(diff_test_compare(FLOW("\"a\":1,\"a\":2"), FLOW("\"a\":1,\"a\":2")) == 0,
	    "a name twice");
	ok(diff_test_compare(FLOW("\"a\":1.0"), FLOW("\"a\":1")) == 1, "numbers as spelled");
	ok(diff_test_compare(FLOW("\"a\":[]"), FLOW("\"a\":{}")) == 1, "another type");
}

static void
test_pairs(void)
{
	ok(diff_test_compare(
	       FLOW(ITEMS(TASK(
		   "t", "T", "{\"id\":\"x\",\"trackingId\":1,\"name\":\"A\"}")) ",\"at\":\"x\""),
	       FLOW(ITEMS(TASK("u", "T",
		   "{\"id\":\"y\",\"trackingId\":1,\"name\":\"A\"}")) ",\"at\":\"y\"")) == 0,
	    "new ids, and what points to them");
	ok(diff_test_compare(FLOW(ITEMS(TASK("t", "T", "")) ",\"at\":\"t\""),
	       FLOW(ITEMS(TASK("t", "T", "")) ",\"at\":\"other\"")) == 1 &&
		diff_said(DIFF_CHANGED, "", "at", "task \"T\"", "\"other\""),
	    "what points elsewhere");
	ok(diff_test_compare(FLOW(ITEMS(TASK("t", "T", ""))), FLOW(ITEMS(TASK("t", "U", "")))) ==
		    1 &&
		diff_said(DIFF_RENAMED, "task \"T\"", "", "", ""),
	    "renamed");
	ok(diff_test_compare(FLOW(ITEMS(TASK("t", "T", "{\"id\":\"x\",\"name\":\"A\"}"))),
	       FLOW(ITEMS(TASK("u", "U", "{\"id\":\"x\",\"name\":\"A\"}")))) == 3,
	    "a task added, one removed, and the action moved");
}

static void
test_words(void)
{
	ok(diff_test_compare(
	       FLOW("\"preTransferAudio\":{\"defaultAudio\":{\"type\":\"aud\",\"text\":\"A\","
		    "\"config\":1}}"),
	       FLOW("\"preTransferAudio\":{\"defaultAudio\":{\"type\":\"aud\",\"text\":\"B\","
		    "\"config\":2}}")) == 1 &&
		diff_said(DIFF_CHANGED, "", "pre transfer audio", "A", "B"),
	    "an expression: its text only");
	ok(diff_test_compare(FLOW("\"e\":{\"type\":\"aud\",\"text\":\"A\",\"config\":1}"),
	       FLOW("\"e\":{\"type\":\"aud\",\"text\":\"A\",\"config\":2}")) == 1 &&
		diff_said(DIFF_CHANGED, "", "/configuration/e/config", "1", "2"),
	    "the same text, compiled otherwise");
	ok(diff_test_compare(FLOW("\"queueId\":\"gc:queue/A%20b\",\"queueName\":\"A b\""),
	       FLOW("\"queueId\":\"gc:queue/C\",\"queueName\":\"C\"")) == 1 &&
		diff_said(DIFF_CHANGED, "", "queue", "A b", "C"),
	    "a name that the id tells");
	ok(diff_test_compare(FLOW("\"queueId\":\"gc:queue/A\",\"queueName\":\"A\""),
	       FLOW("\"queueId\":\"gc:queue/A\",\"queueName\":\"X\"")) == 1,
	    "and one that it does not");

	/* with words for the values, and as a pointer */
	diff_test_compare("{\"a\\nB\":\"x\"}", "{\"a\\nB\":\"y\"}");
	ok(diff_test_is_line(), "a name with a line feed: one line");
	diff_test_compare("{\"a\\nb\":{\"c\":{}}}", "{\"a\\nb\":{\"c\":[]}}");
	ok(diff_test_is_line(), "the same as a pointer");
}

static void
test_diff_lists(void)
{
	ok(diff_test_compare(FLOW("\"l\":[1,2,3]"), FLOW("\"l\":[1,9,2,3]")) == 1 &&
		d.v[0].a == DIFF_NONE,
	    "one more in between");
	ok(diff_test_compare(FLOW("\"l\":[{\"name\":\"a\",\"v\":1},{\"name\":\"b\",\"v\":1}]"),
	       FLOW("\"l\":[{\"name\":\"b\",\"v\":1},{\"name\":\"a\",\"v\":1}]")) == 1 &&
		d.v[0].kind == DIFF_ORDER,
	    "another order");
	ok(diff_test_compare(FLOW("\"l\":[{\"name\":\"a\",\"v\":1},{\"name\":\"b\",\"v\":1}]"),
	       FLOW("\"l\":[{\"name\":\"b\",\"v\":2}]")) == 2,
	    "by name");
}

static void
test_prompts(void)
{
	struct buf a = BUF_INIT, b = BUF_INIT;

	ok(diff_prompts(
	       slice_str("ToAudio(Prompt.Day_1)"), slice_str("ToAudio(Prompt.Day_12)"), &a, &b) &&
		slice_is(buf_slice(&a), "Day_1") && slice_is(buf_slice(&b), "Day_12"),
	    "one prompt");
	ok(!diff_prompts(slice_str("Prompt.A + 1"), slice_str("Prompt.B + 2"), &a, &b),
	    "more than that");
	ok(!diff_prompts(slice_str("Flow.A"), slice_str("Flow.B"), &a, &b), "no prompt");
	ok(!diff_prompts(slice_str(""), slice_str("Prompt.B"), &a, &b), "none before");
	buf_release(&a);
	buf_release(&b);
}

int
main(void)
{
	test_tree();
	test_equal();
	test_pairs();
	test_words();
	test_diff_lists();
	test_prompts();
	diff_release(&d);
	json_release(&j);
	return tap_done();
}
