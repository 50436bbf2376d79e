/* Rows of a data table: members with other spellings, of no column, and without a default. */
#include "put/row_compare.h"
#include "tap.h"

static struct json j = JSON_INIT;
static struct members a = MEMBERS_INIT, b = MEMBERS_INIT;
static struct object_view table = OBJECT_VIEW_INIT;

static void
rows_are(bool same, const char *mine, const char *theirs)
{
	ok(members_read(&a, &j, slice_str(mine)) && members_read(&b, &j, slice_str(theirs)) &&
		row_equals(&table, &a, &b) == same,
	    "%s and %s are %s", mine, theirs, same ? "the same" : "not the same");
}

static void
row_values_of(const char *definition)
{
	ok(object_view_read(
	       &table, &j, object_type_find(slice_str("dataTable")), slice_str(definition)),
	    "a table: %s", definition);
}

int
main(void)
{
	struct buf out = BUF_INIT;

	row_values_of("{\"schema\":{\"properties\":{\"key\":{},\"selfUri\":{},\"b\":{}}}}");
	rows_are(true, "{\"key\":\"1\"}", "{\"\\u006bey\":\"1\"}");
	rows_are(true, "{\"key\":\"1\"}", "{\"key\":\"1\",\"b\":false,\"c\":null,\"d\":0.0}");
	rows_are(false, "{\"key\":\"1\"}", "{\"key\":\"1\",\"b\":true}");
	rows_are(false, "{\"key\":\"1\"}", "{\"key\":\"1\",\"b\":[]}");
	rows_are(false, "{\"key\":\"1\"}", "{\"key\":\"1\",\"b\":5}");
	rows_are(false, "{\"key\":\"1\",\"selfUri\":\"/x\"}", "{\"key\":\"1\"}");
	ok(members_read(&a, &j, slice_str("{\"key\":\"1\",\"selfUri\":\"/x\"}")), "a row");
	row_write(&table, &a, &out);
	ok(tap_is(&out, "{\"key\":\"1\",\"selfUri\":\"/x\"}"), "a column may be called selfUri");
	row_values_of("{\"schema\":{}}");
	rows_are(true, "{\"key\":\"1\"}", "{\"key\":\"1\",\"x\":\"\"}");
	rows_are(true, "{\"key\":\"1\",\"selfUri\":\"/x\"}", "{\"key\":\"1\",\"selfUri\":\"/y\"}");
	object_view_release(&table);
	members_release(&a);
	members_release(&b);
	json_release(&j);
	return tap_done();
}
