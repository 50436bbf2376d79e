/* What is never kept of a definition: the table's members, and signed addresses wherever they are. */
#include "json/compact.h"
#include "objects/object_secrets.h"
#include "tap.h"

static bool
cut_gives(const char *type, const char *text, const char *want)
{
	struct splices cuts = SPLICES_INIT;
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	bool same;

	object_secrets_cut(object_type_find(slice_str(type)), &j, slice_str(text), &cuts);
	splices_apply(&cuts, slice_str(text), &b);
	same = slice_is(buf_slice(&b), want);
	if (!same)
		printf("# %s\n", b.p);
	same = same && compact(&j, &b) == JSON_OBJECT;
	buf_release(&b);
	splices_release(&cuts);
	json_release(&j);
	return same;
}

#define S "\"https://h/p?Expires=1&Signature=x\""

int
main(void)
{
	static const char *const is_signed[] = {"https://h/?X-Amz-Signature=a&x-amz-expires=1",
	    "http://h/?a=b&Signature=a&Policy=b", "https://h/?se=1&sp=r&sig=x",
	    "HTTPS://h/?X-Goog-Expires=1&X-Goog-Signature=2"};
	static const char *const not_signed[] = {"", "https://h/", "https://h/?sig=a",
	    "https://h/?expires=1", "see https://h/?sig=a&se=1", "https://h/?sig=${input.s}&se=1",
	    "https://h/?sig=$!{s}&se=1", "/x?sig=a&se=1", "https://h/?signatures=a&se=1"};

	for (size_t i = 0; i < COUNT_OF(is_signed); i++)
		ok(object_is_signed(slice_str(is_signed[i])), "signed: %s", is_signed[i]);
	for (size_t i = 0; i < COUNT_OF(not_signed); i++)
		ok(!object_is_signed(slice_str(not_signed[i])), "not signed: %s", not_signed[i]);
	ok(cut_gives("queue", "{\"a\":" S ",\"b\":" S ",\"c\":1}", "{\"c\":1}"), "the first ones");
	ok(cut_gives("queue", "{\"c\":1,\"a\":" S ",\"b\":" S "}", "{\"c\":1}"), "the last ones");
	ok(cut_gives("queue", "{\"a\":" S ",\"c\":1,\"b\":" S ",\"d\":2,\"e\":" S "}",
	       "{\"c\":1,\"d\":2}"),
	    "some between");
	ok(cut_gives(
	       "queue", "{\"a\":[" S "," S "],\"b\":[1," S ",[" S "]]}", "{\"a\":[],\"b\":[1,[]]}"),
	    "elements");
	ok(cut_gives("queue", "{\"a\":\"https:\\/\\/h/?\\u0073ig=1&se=2\"}", "{}"),
	    "spelled with escapes");
	ok(cut_gives("queue", "{\"resources\":[{\"mediaUri\":\"/m\"}],\"credentials\":1}",
	       "{\"resources\":[{\"mediaUri\":\"/m\"}],\"credentials\":1}"),
	    "another type's members stay");
	ok(cut_gives("userPrompt",
	       "{\"mediaUri\":\"/a\",\"resources\":[{\"mediaUri\":\"/m\",\"x\":{\"uploadUri\":1},"
	       "\"\\u0075ploadUri\":null},{\"mediaUri\":{\"a\":" S "}}]}",
	       "{\"mediaUri\":\"/a\",\"resources\":[{\"x\":{\"uploadUri\":1}},{}]}"),
	    "the table's members, at their places only");
	return tap_done();
}
