/* Counting what passes: the note tells kinds and types apart, and only so many. */
#include "base/err.h"
#include "child.h"
#include "record/passed.h"
#include "tap.h"

static struct passed passed = PASSED_INIT;

static void
passed_test_add(const char *text)
{
	struct json j = JSON_INIT;
	struct record r = {.m = MEMBERS_INIT};

	members_read(&r.m, &j, slice_str(text));
	passed_add(&passed, &r);
	members_release(&r.m);
	json_release(&j);
}

/* What is said of a type whose name is too long for the note: an odd byte, then two for each. */
static int
passed_says(void *is_cut)
{
	struct buf b = BUF_INIT;

	err_init("t");
	passed = (struct passed)PASSED_INIT;
	buf_puts(&b, "{\"kind\":\"object\",\"type\":\"x");
	for (int i = 0; i < (is_cut != NULL ? 40 : 31); i++)
		buf_puts(&b, "\xc3\xa9");
	buf_puts(&b, "\"}");
	passed_test_add(b.p);
	passed_test_add(b.p);
	passed_test_add("{\"kind\":\"ref\"}");
	passed_report(&passed, "no flow");
	passed_release(&passed);
	buf_release(&b);
	return 0;
}

static void
test_report(void)
{
	struct buf want = BUF_INIT;
	int cut = 1;

	buf_puts(&want, "t: passed through unchanged, no flow: 2 objects of type \"x");
	for (int i = 0; i < 31; i++)
		buf_puts(&want, "\xc3\xa9");
	buf_puts(&want, "\", 1 record of kind \"ref\"\n");
	ok(child_ends(passed_says, NULL, 0, want.p), "one line for all that passed");
	ok(child_ends(passed_says, &cut, 0, want.p), "a long name is cut between two characters");
	buf_release(&want);
}

int
main(void)
{
	char text[100];

	passed_test_add("{\"kind\":\"object\",\"type\":\"did\"}");
	passed_test_add("{\"kind\":\"object\",\"type\":\"d\\u0069d\"}");
	passed_test_add("{\"kind\":\"object\"}");
	passed_test_add("{\"kind\":\"ref\",\"type\":\"did\"}");
	passed_test_add("{}");
	ok(passed.names.n == 4 && passed.counts[0] == 2 && passed.counts[1] == 1 &&
		passed.counts[2] == 1 && passed.counts[3] == 1 && passed.others == 0,
	    "kinds and types, each counted");
	ok(slice_is(idset_id(&passed.names, 0), "object of type \"did\""), "a type");
	ok(slice_is(idset_id(&passed.names, 1), "object"), "none");
	ok(slice_is(idset_id(&passed.names, 2), "record of kind \"ref\""), "a kind");
	for (int i = 0; i < 100; i++) {
		snprintf(text, sizeof text, "{\"kind\":\"k%d\"}", i);
		passed_test_add(text);
	}
	ok(passed.names.n == PASSED_NAMES && passed.others == 100 - (PASSED_NAMES - 4),
	    "no more than the note can hold");
	passed_release(&passed);
	test_report();
	return tap_done();
}
