/* What stands beside an object's configuration: of the right kind, and saying one thing only. */
#include "put/object_parts.h"
#include "tap.h"

/* Whether a record with these members is refused for this reason; NULL: it is not. */
static bool
object_parts_test_unfit(const char *parts, const char *why)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT;
	const char *said;
	bool right;

	buf_printf(
	    &text, "{\"configuration\":{\"resources\":[{\"language\":\"en-us\"}]},%s}", parts);
	if (!members_read(&m, &j, buf_slice(&text)))
		return false;
	said = object_parts_unfit(&m);
	right = why == NULL ? said == NULL : said != NULL && strstr(said, why) != NULL;
	members_release(&m);
	json_release(&j);
	buf_release(&text);
	return right;
}

int
main(void)
{
	ok(object_parts_test_unfit("\"name\":\"x\"", NULL), "none");
	ok(object_parts_test_unfit("\"rows\":null,\"media\":null,\"templates\":null", NULL),
	    "null is none");
	ok(object_parts_test_unfit(
	       "\"rows\":[],\"media\":[],\"wrapupCodes\":[],\"templates\":{}", NULL),
	    "empty");
	ok(object_parts_test_unfit("\"rows\":[{\"key\":\"1\"},{\"key\":\"2\"}]", NULL), "rows");
	ok(object_parts_test_unfit("\"rows\":{}", "rows are not an array"), "rows of another kind");
	ok(object_parts_test_unfit("\"rows\":[{\"key\":1}]", "has no key"),
	    "a key that is no string");
	ok(object_parts_test_unfit("\"rows\":[7]", "has no key"), "a row that is no object");
	ok(object_parts_test_unfit(
	       "\"rows\":[{\"key\":\"1\"},{\"key\":\"\\u0031\"}]", "the same key"),
	    "a key that comes twice, however it is spelled");
	ok(object_parts_test_unfit("\"media\":[{\"language\":\"en-US\",\"base64\":\"\"}]", NULL),
	    "media");
	ok(object_parts_test_unfit("\"media\":{}", "media are not an array"),
	    "media of another kind");
	ok(object_parts_test_unfit(
	       "\"media\":[{\"language\":\"en-us\",\"base64\":1}]", "no base64"),
	    "audio that is no text");
	ok(object_parts_test_unfit(
	       "\"media\":[{\"language\":\"de-de\",\"base64\":\"\"}]", "resources do not have"),
	    "audio that no resource would get");
	ok(object_parts_test_unfit("\"wrapupCodes\":{}", "wrapupCodes are not an array"),
	    "codes of another kind");
	ok(object_parts_test_unfit("\"templates\":[]", "templates are not an object"),
	    "templates of another kind");
	return tap_done();
}
