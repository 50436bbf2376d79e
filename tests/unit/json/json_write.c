/* The writer of objects: commas, nesting, quoting, several records, an object that is continued. */
#include "json/json_write.h"
#include "tap.h"

/* Whether the buffer holds this text; the buffer is empty afterwards. */
static bool
json_write_wrote(struct buf *b, const char *text)
{
	bool same = slice_is(buf_slice(b), text);

	if (!same)
		printf("# %s\n", b->p);
	buf_clear(b);
	return same;
}

static void
test_json_write_values(struct buf *b)
{
	json_write_open(b, NULL);
	json_write_close(b);
	ok(json_write_wrote(b, "{}"), "an empty object");
	json_write_open(b, NULL);
	json_write_string(b, "s", slice_of("a\"\n\xc3\xa9\0", 6));
	json_write_cstr(b, "c", "");
	json_write_integer(b, "n", -12);
	json_write_integer(b, "big", 9223372036854775807LL);
	json_write_bool(b, "yes", true);
	json_write_bool(b, "no", false);
	json_write_null(b, "null");
	json_write_raw(b, "raw", slice_str("[1.50,{}]"));
	json_write_close(b);
	ok(json_write_wrote(b,
	       "{\"s\":\"a\\\"\\n\xc3\xa9\\u0000\",\"c\":\"\",\"n\":-12,"
	       "\"big\":9223372036854775807,\"yes\":true,\"no\":false,\"null\":null,"
	       "\"raw\":[1.50,{}]}"),
	    "one value of each kind");
	json_write_open(b, NULL);
	json_write_filled(b, "a", slice_str(""));
	json_write_filled(b, "b", slice_str("x"));
	json_write_filled(b, "c", slice_of(NULL, 0));
	json_write_raw(b, "d", slice_of(NULL, 0));
	json_write_token(b, "e", slice_of(NULL, 0));
	json_write_token(b, "f", slice_str("\\n"));
	json_write_count(b, "g", 7);
	json_write_close(b);
	ok(json_write_wrote(b, "{\"b\":\"x\",\"f\":\"\\n\",\"g\":7}"),
	    "empty texts and values leave no member");
	json_write_open(b, NULL);
	json_write_cstr(b, "a \"b\"", "x");
	ok(json_write_wrote(b, "{\"a \\\"b\\\"\":\"x\""), "a name with quotes");
}

static void
test_nesting(struct buf *b)
{
	json_write_open(b, NULL);
	json_write_open(b, "o");
	json_write_open(b, "o");
	json_write_close(b);
	json_write_cstr(b, "k", "{");
	json_write_close(b);
	json_write_open_array(b, "a");
	json_write_close_array(b);
	json_write_open_array(b, "b");
	json_write_open(b, NULL);
	json_write_close(b);
	json_write_open(b, NULL);
	json_write_integer(b, "i", 1);
	json_write_close(b);
	json_write_open_array(b, NULL);
	json_write_integer(b, NULL, 1);
	json_write_cstr(b, NULL, "[");
	json_write_null(b, NULL);
	json_write_close_array(b);
	json_write_close_array(b);
	json_write_bool(b, "end", true);
	json_write_close(b);
	ok(json_write_wrote(b,
	       "{\"o\":{\"o\":{},\"k\":\"{\"},\"a\":[],\"b\":[{},{\"i\":1},[1,\"[\",null]],"
	       "\"end\":true}"),
	    "objects and arrays in each other");
}

static void
test_continued(struct buf *b)
{
	buf_puts(b, "{\"a\":[1]");
	json_write_integer(b, "b", 2);
	json_write_name(b, "c");
	buf_puts(b, "3");
	json_write_close(b);
	ok(json_write_wrote(b, "{\"a\":[1],\"b\":2,\"c\":3}"),
	    "an object that was begun elsewhere");
	buf_puts(b, "{");
	json_write_integer(b, "b", 2);
	ok(json_write_wrote(b, "{\"b\":2"), "an empty one that was begun elsewhere");
	for (int i = 0; i < 2; i++) {
		json_write_open(b, NULL);
		json_write_integer(b, "i", i);
		json_write_close(b);
		buf_putc(b, '\n');
	}
	ok(json_write_wrote(b, "{\"i\":0}\n{\"i\":1}\n"), "lines");
}

int
main(void)
{
	struct buf b = BUF_INIT;

	test_json_write_values(&b);
	test_nesting(&b);
	test_continued(&b);
	buf_release(&b);
	return tap_done();
}
