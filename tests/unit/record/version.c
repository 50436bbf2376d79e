/* version: numbers compare as numbers, and a draft is newer than all of them. */
#include "record/version.h"
#include "tap.h"

static int
version_test_cmp(const char *a, const char *b)
{
	int c = version_cmp(slice_str(a), slice_str(b));

	ok((version_cmp(slice_str(b), slice_str(a)) < 0) == (c > 0),
	    "\"%s\" and \"%s\" turned round", a, b);
	return c;
}

static bool
version_test_newest(const char *a, const char *b, const char *c, const char *want)
{
	return slice_is(version_newest(slice_str(a), slice_str(b), slice_str(c)), want);
}

int
main(void)
{
	ok(version_test_cmp("4.0", "4.0") == 0, "the same version");
	ok(version_test_cmp("10.0", "9.0") > 0, "as numbers, not as text");
	ok(version_test_cmp("", "1.0") < 0, "no version is older than any");
	ok(version_test_cmp("", "") == 0, "none and none");
	ok(version_test_cmp("4", "4.0") == 0, "a missing part is 0");
	ok(version_test_cmp("04.0", "4.0") == 0, "leading zeros do not count");
	ok(version_test_cmp("4.1", "4.0") > 0, "the second part counts");
	ok(version_test_cmp("saved_version_1", "999999999999999999999999999999999999.0") > 0,
	    "a draft is newer than any number");
	ok(version_test_cmp("saved_version_1", "saved_version_2") != 0,
	    "two drafts are not the same");
	ok(version_test_cmp("saved_version_1", "saved_version_1") == 0,
	    "a draft is the same as itself");
	ok(version_test_cmp("saved_version_1", "") > 0, "a draft is newer than none");
	ok(version_is_draft(slice_str("saved_version_1")) && !version_is_draft(slice_str("4.0")) &&
		!version_is_draft(slice_str("")),
	    "a draft's id is no number");
	ok(version_test_newest("saved_version_1", "4.0", "3.0", "saved_version_1"),
	    "the draft is the newest");
	ok(version_test_newest("", "4.0", "3.0", "4.0"), "checked in after it was published");
	ok(version_test_newest("3.0", "3.0", "4.0", "4.0"), "published last");
	ok(version_test_newest("", "", "", ""), "none at all");
	return tap_done();
}
