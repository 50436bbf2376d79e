/* The way to a prompt's audio, answer by answer: no server is asked. */
#include "object_get_check.h"

#define RESOURCE(language, address)                                                        \
	"{\"language\":\"" language "\",\"mediaUri\":\"" address "\",\"uploadUri\":\"u\"," \
	"\"uploadStatus\":\"transcoded\"}"
#define CUT(language)     "{\"language\":\"" language "\",\"uploadStatus\":\"transcoded\"}"
#define PROMPT(resources) "{\"resources\":[" resources "]}"

static void
test_media(void)
{
	object_get_test_start("userPrompt", 0);
	ok(object_get_asks(
	       "/api/v2/architect/prompts/i%2Fd?includeResources=true&includeMediaUris=true"),
	    "a prompt with its resources");
	answer_object(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
	ok(object_get_asks(SIGNED "1") && call.foreign && call.raw && call.max == 25 << 20 &&
		call.headers == NULL,
	    "its audio, without the token");
	answer_audio("\"e1\"", "abc");
	ok(object_get_asks(SIGNED "2"), "each language");
	answer_audio("", "de");
	ok(object_get_gives("\"configuration\":{\"resources\":[" CUT("en-us") "," CUT(
	       "de-de") "]},\"media\":["
			"{\"language\":\"en-us\",\"contentType\":\"audio/"
			"x-wav\",\"etag\":\"\\\"e1\\\"\","
			"\"base64\":\"YWJj\"},{\"language\":\"de-de\",\"contentType\":\"audio/"
			"x-wav\","
			"\"base64\":\"ZGU=\"}]"),
	    "and no address");
	object_get_test_start("userPrompt", OBJECT_MEDIA);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED "1")));
	ok(object_get_gives("\"configuration\":{\"resources\":[" CUT("en-us") "]}"),
	    "no audio is wanted");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT("{\"language\":\"a\"},{\"language\":\"b\",\"mediaUri\":\"" SIGNED
			     "\",\"uploadStatus\":\"uploaded\"}"));
	ok(object_get_gives(
	       "\"configuration\":{\"resources\":[{\"language\":\"a\"},{\"language\":\"b\","
	       "\"uploadStatus\":\"uploaded\"}]},\"media\":[]") &&
		slice_is(buf_slice(&get.note), "b"),
	    "audio that is not there yet is noted");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT("{\"language\":\"b\",\"uploadStatus\":\"uploaded\"},"
			     "{\"language\":\"c\",\"uploadStatus\":\"uploaded\"}"));
	ok(at == OBJECT_GOT && slice_is(buf_slice(&get.note), "b, c"), "of each language");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT("{\"language\":\"b\",\"mediaUri\":\"" SIGNED "\"}"));
	ok(object_get_asks(SIGNED), "audio that has an address and no state is asked for");
	object_get_test_start("userPrompt", 0);
	answer_object("{\"state\":77}");
	ok(object_get_gives("\"configuration\":{\"state\":77},\"media\":[]"),
	    "a prompt without resources has no audio");
	object_get_test_start("userPrompt", 0);
	answer_object("{\"resources\":{\"language\":\"b\"}}");
	ok(object_get_gives("\"configuration\":{\"resources\":{\"language\":\"b\"}},\"media\":[]"),
	    "nor has one whose resources are no list");
}

static void
test_bad_media(void)
{
	static const char *const bad[] = {"http://store.example/a", "https://localhost:1/a",
	    "file:///etc/passwd", "/api/v2/x", "https://a b/"};

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct buf b = BUF_INIT;
		buf_printf(&b, PROMPT(RESOURCE("en-us", "%s")), bad[i]);
		object_get_test_start("userPrompt", 0);
		object_get_answer(CALL_OK, 200, buf_slice(&b));
		ok(object_get_fails("audio en-us", "its address is not https"), "not followed: %s",
		    bad[i]);
		buf_release(&b);
	}
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", "https://a.example/\\u0000b")));
	ok(object_get_fails("audio en-us", "its address is not https"),
	    "not followed: a NUL within");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED)));
	snprintf(call.type, sizeof call.type, "application/xml");
	answer_object("<Error/>");
	ok(object_get_fails("audio en-us", "the answer is not audio"), "nor is XML");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED)));
	*call.type = '\0';
	answer_object("abc");
	ok(at == OBJECT_GOT &&
		strstr(get.media.p, "\"contentType\":\"application/octet-stream\"") != NULL,
	    "audio whose type nobody tells");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED)));
	answer_audio("", "");
	ok(object_get_fails("audio en-us", "it is empty"), "empty audio");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED)));
	snprintf(call.type, sizeof call.type, "text/html");
	answer_object("<html>");
	ok(object_get_fails("audio en-us", "the answer is not audio"), "a page is not audio");
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED)));
	snprintf(call.type, sizeof call.type, "application/json");
	answer_object("{}");
	ok(object_get_fails("audio en-us", "the answer is not audio"), "nor is JSON");
}

static void
test_object_get_media_expired(void)
{
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
	answer_audio("", "abc");
	answer_expired();
	ok(object_get_asks(
	       "/api/v2/architect/prompts/i%2Fd?includeResources=true&includeMediaUris=true") &&
		!call.foreign && !call.raw && !call.expired && call.max == 0,
	    "an address that has expired: the prompt is read again");
	answer_object(PROMPT(RESOURCE("en-us", SIGNED "3") "," RESOURCE("de-de", SIGNED "4")));
	ok(object_get_asks(SIGNED "4"), "and the same audio asked for again");
	answer_audio("", "de");
	ok(at == OBJECT_GOT && strstr(get.media.p, "YWJj") != NULL, "what was there stays");

	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
	answer_audio("", "abc");
	answer_expired();
	answer_object(PROMPT(RESOURCE("fr-fr", SIGNED "3")));
	ok(object_get_asks(SIGNED "3"), "a prompt that has changed meanwhile is begun again");
	answer_audio("", "fr");
	ok(object_get_gives("\"configuration\":{\"resources\":[" CUT(
	       "fr-fr") "]},\"media\":[{\"language\":"
			"\"fr-fr\",\"contentType\":\"audio/x-wav\",\"base64\":\"ZnI=\"}]"),
	    "with nothing of what it was");

	object_get_test_start("userPrompt", 0);
	for (int i = 0; i < 4; i++) {
		answer_object(PROMPT(RESOURCE("en-us", SIGNED)));
		answer_expired();
	}
	ok(object_get_fails("audio en-us", ""), "an address that never works is given up");
}

/* A prompt that is another one each time it is read for new addresses. */
static void
test_object_get_media_changed(void)
{
	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("a", SIGNED)));
	for (int i = 0; i < 3; i++) {
		ok(at == OBJECT_GOES_ON, "begun %d times", i + 1);
		answer_expired();
		answer_object(i == 0   ? PROMPT(RESOURCE("b", SIGNED))
			      : i == 1 ? PROMPT(RESOURCE("c", SIGNED))
				       : PROMPT(RESOURCE("d", SIGNED)));
	}
	ok(object_get_fails("", "it changes while it is read"),
	    "a prompt that is another one each time has failed");

	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("a", SIGNED)));
	answer_expired();
	answer_object(PROMPT(""));
	ok(object_get_gives("\"configuration\":{\"resources\":[]},\"media\":[]"),
	    "one that has lost its audio meanwhile has none");

	object_get_test_start("userPrompt", 0);
	answer_object(PROMPT(RESOURCE("a", SIGNED)));
	answer_expired();
	answer_object(PROMPT(RESOURCE("a", "http://store.example/a")));
	ok(object_get_fails("audio a", "its address is not https"),
	    "a new address is checked like the first one");
}

static void
test_had(void)
{
	static const char had[] =
	    "[{\"language\":\"de-de\",\"base64\":\"x\"},{\"language\":\"en-us\","
	    "\"etag\":\"\\\"e\\\"\",\"base64\":\"b2xk\"}]";

	static const char *const odd[] = {"{}", "[{\"language\":\"en-us\",\"etag\":\"e\"}]",
	    "[{\"language\":\"en-us\",\"etag\":\"a\\nX-Other: b\",\"base64\":\"b2xk\"}]",
	    "[{\"language\":\"en-us\",\"etag\":\"a\\rb\",\"base64\":\"b2xk\"}]",
	    "[{\"language\":\"en-us\",\"etag\":\"a\\u0000b\",\"base64\":\"b2xk\"}]"};

	object_get_test_start("userPrompt", 0);
	get.had = slice_str(had);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
	ok(call.headers != NULL && strcmp(call.headers[0], "If-None-Match: \"e\"") == 0 &&
		call.headers[1] == NULL,
	    "audio that an earlier run had is asked for by its ETag");
	object_get_answer(CALL_REFUSED, 304, slice_str(""));
	ok(object_get_asks(SIGNED "2") && call.headers == NULL, "what had none is asked for");
	object_get_answer(CALL_REFUSED, 304, slice_str(""));
	ok(object_get_fails("audio de-de", ""), "a 304 that nobody asked for is a failure");
	ok(strstr(get.media.p, "\"etag\":\"\\\"e\\\"\",\"base64\":\"b2xk\"}") != NULL,
	    "and the earlier audio is kept");
	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		object_get_test_start("userPrompt", 0);
		get.had = slice_str(odd[i]);
		answer_object(PROMPT(RESOURCE("en-us", SIGNED "1")));
		ok(object_get_asks(SIGNED "1") && call.headers == NULL,
		    "no ETag that can be in a header: %s", odd[i]);
	}
	object_get_test_start("userPrompt", 0);
	get.had = slice_str(had);
	answer_object(PROMPT(RESOURCE("en-us", SIGNED "1")));
	answer_audio("\"f\"", "new");
	ok(at == OBJECT_GOT && strstr(get.media.p, "b2xk") == NULL,
	    "audio that has changed is new");
}

int
main(void)
{
	test_media();
	test_bad_media();
	test_object_get_media_expired();
	test_object_get_media_changed();
	test_had();
	object_get_release(&get);
	call_release(&call);
	return tap_done();
}
