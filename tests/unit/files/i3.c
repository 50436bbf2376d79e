/* Architect's export files: known bytes, every byte value there and back, what is refused. */
#include "files/i3.h"
#include "tap.h"

static bool
i3_encodes(struct slice json, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	i3_encode(json, &b);
	same = slice_is(buf_slice(&b), want) && b.n <= i3_encoded_max(json.n);
	buf_release(&b);
	return same;
}

static bool
i3_decodes(const char *file, const char *want)
{
	struct buf b = BUF_INIT;
	size_t at;
	bool same = i3_decode(slice_str(file), &b, &at) == NULL && slice_is(buf_slice(&b), want);

	buf_release(&b);
	return same;
}

/* The error's text and place. */
static bool
i3_refuses(const char *file, const char *why, size_t where)
{
	struct buf b = BUF_INIT;
	size_t at = 0;
	const char *error = i3_decode(slice_str(file), &b, &at);
	bool same = error != NULL && strstr(error, why) != NULL && at == where;

	buf_release(&b);
	return same;
}

static bool
round_trip(struct slice text)
{
	struct buf file = BUF_INIT, back = BUF_INIT;
	size_t at;
	bool same;

	i3_encode(text, &file);
	same = i3_decode(buf_slice(&file), &back, &at) == NULL && slice_eq(buf_slice(&back), text);
	buf_release(&file);
	buf_release(&back);
	return same;
}

int
main(void)
{
	char all[256 + 5];
	bool good = true;

	/* {"a":1} is %7B%22a%22%3A1%7D */
	ok(i3_encodes(slice_str("{\"a\":1}"), "JTdCJTIyYSUyMiUzQTElN0Q="), "a small object");
	ok(i3_decodes("JTdCJTIyYSUyMiUzQTElN0Q=", "{\"a\":1}"), "and back");
	ok(i3_decodes("\n JTdCJTIyYSUyMiUzQTElN0Q=\r\n", "{\"a\":1}"), "white space around it");
	ok(i3_encodes(slice_str("-_.!~*'()"), "LV8uIX4qJygp"),
	    "what encodeURIComponent leaves alone");
	ok(i3_encodes(slice_str("\xc3\xa4"), "JUMzJUE0"), "non-ASCII as escaped UTF-8");
	ok(i3_encodes(slice_str(""), "") && i3_decodes("", ""), "the empty text");
	ok(i3_decodes("YSAi", "a \""), "bytes that need no escape are let pass");

	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)i;
	for (size_t n = 0; n <= sizeof all; n++)
		good &= round_trip(slice_of(all, n)) &&
			round_trip(slice_of(all + 256 - n % 256, n % 256));
	ok(good, "every byte value, at every length modulo 3");

	ok(i3_refuses("JTd", "too early", 0), "an incomplete group");
	ok(i3_refuses("JTdCJT", "too early", 4), "an incomplete group after a whole one");
	ok(i3_refuses("JTdC{TIy", "not base64", 4), "a byte that is not base64");
	ok(i3_refuses("JTdCJT==JTdC", "not base64", 4), "padding in the middle");
	ok(i3_refuses("JTdC=Iy=", "not base64", 4), "padding at the wrong place");
	ok(i3_refuses("JVpC", "percent", 0), "an escape without hex digits");
	ok(i3_refuses("JUMl", "percent", 0), "an escape inside an escape");
	ok(i3_refuses("YSU3", "too early", 4), "an escape cut at the end");

	ok(strcmp(i3_extension(slice_str("INBOUNDCALL")), "i3InboundFlow") == 0, "inbound call");
	ok(strcmp(i3_extension(slice_str("workflow")), "i3WorkFlow") == 0, "workflow, lower case");
	ok(strcmp(i3_extension(slice_str("SECURECALL")), "i3SecureCallFlow") == 0, "secure call");
	ok(strcmp(i3_extension(slice_str("Speech")), "i3SpeechFlow") == 0, "speech");
	ok(i3_extension(slice_str("TOMORROW")) == NULL && i3_extension(slice_str("")) == NULL,
	    "a type nobody has seen");
	return tap_done();
}
