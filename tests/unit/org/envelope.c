/* Pages of listings: what they say, how the next one is named, where the end is. */
#include "org/cursor.h"
#include "org/envelope.h"
#include "tap.h"

static const struct {
	const char *text;
	long total, count, size;
	const char *elements, *uri, *cursor;
	bool good;
} cases[] = {
    {"{\"entities\":[1],\"total\":3,\"pageCount\":2,\"pageSize\":25}", 3, 2, 25, "[1]", "", "",
	true},
    {"{\"entities\":[]}", -1, -1, -1, "[]", "", "", true},
    {"{\"total\":0}", 0, -1, -1, "[]", "", "", true},
    {"{\"total\":0,\"entities\":null}", 0, -1, -1, "[]", "", "", true},
    {"{\"total\":5}", 0, 0, 0, "", "", "", false},
    {"{\"entities\":{}}", 0, 0, 0, "", "", "", false},
    {"[]", 0, 0, 0, "", "", "", false},
    {"{", 0, 0, 0, "", "", "", false},
    {"{\"entities\":[],\"total\":-1,\"pageCount\":1.5,\"pageSize\":\"9\"}", -2, -2, -2, "[]", "",
	"", true},
    {"{\"entities\":[],\"total\":99999999999999999999999}", -2, -1, -1, "[]", "", "", true},
    {"{\"entities\":[],\"total\":999999999999999999999999999999}", -2, -1, -1, "[]", "", "", true},
    {"{\"entities\":[],\"total\":9223372036854775807}", -2, -1, -1, "[]", "", "", true},
    {"{\"entities\":[],\"total\":null,\"pageCount\":null}", -1, -1, -1, "[]", "", "", true},
    {"{\"entities\":[],\"nextUri\":\"\\/api\\/v2\\/x?after=a%3D\"}", -1, -1, -1, "[]",
	"/api/v2/x?after=a%3D", "", true},
    {"{\"entities\":[],\"nextUri\":\"https://evil.example/api/v2/x?after=b\"}", -1, -1, -1, "[]",
	"/api/v2/x?after=b", "", true},
    {"{\"entities\":[],\"nextUri\":\"https://evil.example\"}", -1, -1, -1, "[]", "", "", true},
    {"{\"entities\":[],\"nextUri\":\"/x?u=http://y/\"}", -1, -1, -1, "[]", "/x?u=http://y/", "",
	true},
    {"{\"entities\":[],\"cursors\":{\"after\":\"q\"}}", -1, -1, -1, "[]", "", "q", true},
    {"{\"entities\":[],\"cursor\":\"r\"}", -1, -1, -1, "[]", "", "r", true},
    {"{\"entities\":[],\"after\":\"s\"}", -1, -1, -1, "[]", "", "s", true},
    {"{\"entities\":[],\"after\":null,\"nextUri\":null,\"cursors\":7}", -1, -1, -1, "[]", "", "",
	true},
    {"{\"entities\":[],\"after\":\"t\",\"nextUri\":\"/n\"}", -1, -1, -1, "[]", "/n", "t", true},
};

static void
envelope_check(size_t i)
{
	struct envelope e = ENVELOPE_INIT;
	const char *why = "";

	ok(envelope_read(&e, slice_str(cases[i].text), "entities", &why) == cases[i].good, "%s",
	    cases[i].text);
	if (cases[i].good)
		ok(e.head.total == cases[i].total && e.head.count == cases[i].count &&
			e.head.size == cases[i].size && slice_is(e.elements, cases[i].elements) &&
			slice_is(buf_slice(&e.uri), cases[i].uri) &&
			slice_is(buf_slice(&e.cursor), cases[i].cursor),
		    "its parts");
	else
		ok(*why != '\0', "why: %s", why);
	envelope_release(&e);
}

static void
test_cursor(void)
{
	struct cursor c = CURSOR_INIT;

	ok(cursor_step(&c, slice_str("a"), 5) == CURSOR_MORE, "a next page");
	ok(cursor_step(&c, slice_str("b"), 0) == CURSOR_MORE, "after an empty one too");
	ok(cursor_step(&c, slice_str("c"), 0) == CURSOR_MORE, "and a second one");
	ok(cursor_step(&c, slice_str("d"), 0) == CURSOR_END, "the third ends it");
	ok(cursor_step(&c, slice_str("e"), 1) == CURSOR_MORE, "elements start the count again");
	ok(cursor_step(&c, slice_str("a"), 1) == CURSOR_LOOP, "a page named before is a loop");
	ok(cursor_step(&c, slice_str(""), 1) == CURSOR_END, "no next page is the end");
	cursor_release(&c);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		envelope_check(i);
	test_cursor();
	return tap_done();
}
