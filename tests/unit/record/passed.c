/* Counting what passes: the note tells kinds and types apart, and only so many. */
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
	return tap_done();
}
