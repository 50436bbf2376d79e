/* mask_headers.h: which headers are key-like, which values are literal, and how they are masked. */
#include "objects/mask_headers.h"
#include "tap.h"

#define MASK "\"" MASK_HEADERS_TEXT "\""

static struct mask_headers found = MASK_HEADERS_INIT;

/* A data action's record with these headers; type and configuration's members as given. */
static void
mask_headers_record(struct buf *b, const char *type, const char *before, const char *headers)
{
	buf_clear(b);
	buf_printf(b,
	    "{\"kind\":\"object\",\"type\":\"%s\",\"id\":\"custom_-_1\",\"name\":\"A\","
	    "\"configuration\":{%s\"config\":{\"request\":{\"headers\":%s},\"timeoutSeconds\":5}}}",
	    type, before, headers);
}

/* The headers, masked. */
static bool
mask_headers_gives(const char *headers, const char *masked)
{
	struct buf in = BUF_INIT, out = BUF_INIT, want = BUF_INIT;
	struct splices s = SPLICES_INIT;
	bool same;

	mask_headers_record(&in, "dataAction", "", headers);
	mask_headers_record(&want, "dataAction", "", masked);
	mask_headers_look(&found, buf_slice(&in), &s);
	splices_apply(&s, buf_slice(&in), &out);
	same = slice_eq(buf_slice(&out), buf_slice(&want)) && found.literal == s.n;
	splices_release(&s);
	buf_release(&in);
	buf_release(&out);
	buf_release(&want);
	return same;
}

static void
mask_headers_names(void)
{
	static const char *const keys[] = {"Authorization", "AUTHORIZATION", "Proxy-Authorization",
	    "x-api-key", "X-Functions-Key", "Ocp-Apim-Subscription-Key", "apikey", "X-Auth-Token",
	    "client_secret", "Password", "Pwd", "X-Passphrase", "Cookie", "X-Amz-Signature",
	    "Api\\u004bey", "auth"};
	static const char *const others[] = {
	    "Content-Type", "Accept", "X-Author", "User-Agent", "", "Cache-Control"};
	struct buf in = BUF_INIT, out = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		buf_clear(&in);
		buf_clear(&out);
		buf_printf(&in, "{\"%s\":\"abc\"}", keys[i]);
		buf_printf(&out, "{\"%s\":" MASK "}", keys[i]);
		ok(mask_headers_gives(in.p, out.p), "%s is key-like", keys[i]);
	}
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		buf_clear(&in);
		buf_printf(&in, "{\"%s\":\"abc\"}", others[i]);
		ok(mask_headers_gives(in.p, in.p) && found.literal == 0, "\"%s\" is not",
		    others[i]);
	}
	buf_release(&in);
	buf_release(&out);
}

static void
mask_headers_values(void)
{
	ok(mask_headers_gives(
	       "{\"key\":\"${credentials.key}\"}", "{\"key\":\"${credentials.key}\"}"),
	    "a variable stays");
	ok(mask_headers_gives(
	       "{\"key\":\"Bearer $!{input.t}\"}", "{\"key\":\"Bearer $!{input.t}\"}"),
	    "a quiet one too");
	ok(mask_headers_gives("{\"key\":\"\\u0024\\u007bx}\"}", "{\"key\":\"\\u0024\\u007bx}\"}"),
	    "however it is spelled");
	ok(mask_headers_gives("{\"key\":\"$abc\"}", "{\"key\":" MASK "}"),
	    "a dollar alone is no variable");
	ok(mask_headers_gives("{\"key\":\"\"}", "{\"key\":\"\"}"), "nothing is not masked");
	ok(mask_headers_gives("{\"key\":null}", "{\"key\":null}"), "nor is null");
	ok(mask_headers_gives("{\"key\":12}", "{\"key\":" MASK "}"), "a number is");
	ok(mask_headers_gives("{ \"a\" : \"b\" , \"key\" : \"x\\\"y\" }",
	       "{ \"a\" : \"b\" , \"key\" : " MASK " }"),
	    "all other bytes stay");
	ok(mask_headers_gives(
	       "{\"key\":\"a\",\"key\":\"b\"}", "{\"key\":" MASK ",\"key\":" MASK "}"),
	    "a name that occurs twice is masked twice");
	ok(found.literal == 2 && slice_is(buf_slice(&found.names), "key, key"), "and named twice");
	ok(mask_headers_gives("{\"key\":" MASK "}", "{\"key\":" MASK "}") && found.literal == 0 &&
		found.masked == 1,
	    "what is masked is known again");
	ok(mask_headers_gives("[\"key\"]", "[\"key\"]") && mask_headers_gives("\"key\"", "\"key\""),
	    "headers of another kind");
}

static void
mask_headers_places(void)
{
	struct buf in = BUF_INIT;

	mask_headers_record(&in, "dataAction",
	    "\"headers\":{\"key\":\"a\"},\"request\":{\"headers\":{\"key\":\"b\"}},", "{}");
	mask_headers_look(&found, buf_slice(&in), NULL);
	ok(found.literal == 0, "the same names elsewhere are content");
	mask_headers_record(
	    &in, "dataAction", "\"config\":{\"request\":{\"headers\":{\"key\":\"a\"}}},", "{}");
	mask_headers_look(&found, buf_slice(&in), NULL);
	ok(found.literal == 1, "a member that occurs twice is looked into twice");
	mask_headers_record(&in, "queue", "", "{\"key\":\"a\"}");
	mask_headers_look(&found, buf_slice(&in), NULL);
	ok(found.literal == 0, "another type has no such headers");
	mask_headers_look(
	    &found, slice_str("{\"kind\":\"flow\",\"type\":\"dataAction\",\"name\":\"x\"}"), NULL);
	ok(found.literal == 0 && found.masked == 0, "nor has a flow");
	buf_release(&in);
}

int
main(void)
{
	mask_headers_names();
	mask_headers_values();
	mask_headers_places();
	mask_headers_release(&found);
	return tap_done();
}
