/* The configuration that is saved has the flow's own name and description. */
#include "put/put_body.h"
#include "tap.h"

static bool
put_body_becomes(const char *record, const char *want)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	bool good = members_read(&m, &j, slice_str(record));
	bool changed = good && put_body_describe(slice_str(record), &m, &b);

	good = good && changed == (want != NULL) && (!changed || slice_is(buf_slice(&b), want));
	if (!good)
		printf("# %s\n# %s\n", record, b.n > 0 ? b.p : "(unchanged)");
	buf_release(&b);
	members_release(&m);
	json_release(&j);
	return good;
}

int
main(void)
{
	ok(put_body_becomes("{\"name\":\"A\",\"configuration\":{\"name\":\"A\"}}", NULL),
	    "right already");
	ok(put_body_becomes("{\"name\":\"A\",\"configuration\":{ \"name\": \"B\" ,\"n\":1.50}}",
	       "{\"name\":\"A\",\"configuration\":{ \"name\": \"A\" ,\"n\":1.50}}"),
	    "another name; all else as it was");
	ok(put_body_becomes(
	       "{\"configuration\":{\"description\":\"x\",\"name\":\"A\"},\"name\":\"A\"}", NULL),
	    "no description in the record: the body's is kept");
	ok(put_body_becomes(
	       "{\"name\":\"A\",\"description\":\"\",\"configuration\":{\"description\":\"x\","
	       "\"name\":\"A\"}}",
	       "{\"name\":\"A\",\"description\":\"\",\"configuration\":{\"description\":\"\","
	       "\"name\":\"A\"}}"),
	    "an empty description is one");
	ok(put_body_becomes(
	       "{\"name\":\"A\",\"description\":\"d\",\"configuration\":{\"type\":\"bot\"}}",
	       "{\"name\":\"A\",\"description\":\"d\",\"configuration\":{\"name\":\"A\","
	       "\"description\":\"d\",\"type\":\"bot\"}}"),
	    "missing members are added");
	ok(put_body_becomes("{\"name\":\"A\",\"description\":\"d\",\"configuration\":{}}",
	       "{\"name\":\"A\",\"description\":\"d\",\"configuration\":{\"name\":\"A\","
	       "\"description\":\"d\"}}"),
	    "into an empty object");
	ok(put_body_becomes(
	       "{\"name\":\"A\\\"\\u00e9\",\"description\":null,\"configuration\":{\"name\":7,"
	       "\"in\":{\"name\":\"inner\"}}}",
	       "{\"name\":\"A\\\"\\u00e9\",\"description\":null,\"configuration\":{\"name\":"
	       "\"A\\\"\\u00e9\",\"in\":{\"name\":\"inner\"}}}"),
	    "as spelled, at the top only");
	return tap_done();
}
