/* base64.h: RFC 4648's own examples, every length, and what is refused. */
#include "base/base64.h"
#include "random.h"
#include "tap.h"

static void
base64_examples(void)
{
	/* RFC 4648 section 10 */
	static const char *const pairs[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
	    {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		buf_clear(&b);
		base64_encode(slice_str(pairs[i][0]), &b);
		ok(slice_is(buf_slice(&b), pairs[i][1]), "\"%s\" is encoded", pairs[i][0]);
		ok(base64_size(strlen(pairs[i][0])) == b.n, "and its size is known before");
		buf_clear(&b);
		ok(base64_decode(slice_str(pairs[i][1]), &b) &&
			slice_is(buf_slice(&b), pairs[i][0]),
		    "\"%s\" is decoded", pairs[i][1]);
	}
	buf_release(&b);
}

static void
base64_refused(void)
{
	static const char *const wrong[] = {"Z", "Zg",
	    "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8=Zm8=", "Zg==Zm9v", "Zm9\n", "Zm9v\n", " Zm9v",
	    "Zm-v", "====", "=", "Z===", "Zm\x80v"};
	struct buf b = BUF_INIT;

	buf_puts(&b, "before");
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		ok(!base64_decode(slice_str(wrong[i]), &b) && slice_is(buf_slice(&b), "before"),
		    "wrong text %zu is refused, and nothing is appended", i);
	buf_release(&b);
}

static void
any_bytes(void)
{
	struct random random = {1};
	struct buf in = BUF_INIT, text = BUF_INIT, out = BUF_INIT;
	bool same = true;

	for (size_t n = 0; n < 300; n++) {
		buf_clear(&in);
		buf_clear(&text);
		buf_clear(&out);
		for (size_t i = 0; i < n; i++)
			buf_putc(&in, (char)random_next(&random));
		base64_encode(buf_slice(&in), &text);
		same = same && base64_decode(buf_slice(&text), &out) &&
		       slice_eq(buf_slice(&in), buf_slice(&out));
	}
	ok(same, "bytes of every length come back");
	buf_release(&in);
	buf_release(&text);
	buf_release(&out);
}

int
main(void)
{
	base64_examples();
	base64_refused();
	any_bytes();
	return tap_done();
}
