/* Rows of data tables: what is the same, and what a request sends. */
#include "put/row_compare.h"
#include "tap.h"

static struct object_view table = OBJECT_VIEW_INIT;
static struct json j = JSON_INIT;
static struct members a = MEMBERS_INIT, b = MEMBERS_INIT;

static bool
row_compare_same(const char *mine, const char *theirs)
{
	return members_read(&a, &j, slice_str(mine)) && members_read(&b, &j, slice_str(theirs)) &&
	       row_equals(&table, &a, &b);
}

int
main(void)
{
	struct buf out = BUF_INIT;

	object_view_read(&table, &j, object_type_find(slice_str("dataTable")),
	    slice_str("{\"schema\":{\"properties\":{\"key\":{},\"n\":{\"default\":7},\"s\":{}}}}"));
	ok(row_compare_same(
	       "{\"key\":\"1\",\"n\":1.0}", "{\"n\":1,\"key\":\"\\u0031\",\"selfUri\":\"/x\"}"),
	    "spelling, order and selfUri");
	ok(!row_compare_same("{\"key\":\"1\",\"n\":1}", "{\"key\":\"1\",\"n\":2}"),
	    "another number");
	ok(!row_compare_same("{\"key\":\"1\",\"s\":\"1\"}", "{\"key\":\"1\",\"s\":1}"),
	    "another type");
	ok(row_compare_same("{\"key\":\"1\"}", "{\"key\":\"1\",\"n\":7,\"s\":\"\"}"),
	    "defaults are filled in");
	ok(!row_compare_same("{\"key\":\"1\"}", "{\"key\":\"1\",\"n\":0}"),
	    "0 is not this column's default");
	ok(!row_compare_same("{\"key\":\"1\",\"s\":\"x\"}", "{\"key\":\"1\"}"),
	    "a value that is missing");
	members_read(&a, &j, slice_str("{\"key\":\"1\",\"n\":1.50,\"selfUri\":\"/x\"}"));
	row_write(&table, &a, &out);
	ok(strcmp(out.p, "{\"key\":\"1\",\"n\":1.50}") == 0, "%s", out.p);
	object_view_release(&table);
	members_release(&a);
	members_release(&b);
	json_release(&j);
	buf_release(&out);
	return tap_done();
}
