/* The way to a script's content, answer by answer: no server is asked. */
#include "object_get_check.h"

#define PUBLISHED "/api/v2/scripts/published/i%2Fd"

/* Up to the request for the address of the file. */
static void
script_begin(const char *published)
{
	object_get_test_start("composerScript", 0);
	answer_object("{\"id\":\"i/d\"}");
	if (published != NULL)
		answer_object(published);
	else
		object_get_answer(CALL_REFUSED, 404, slice_str("{}"));
}

static bool
script_asks_export(const char *body)
{
	return at == OBJECT_GOES_ON && strcmp(call.method, "POST") == 0 &&
	       strcmp(call.path, "/api/v2/scripts/i%2Fd/export") == 0 &&
	       slice_is(call.body_out, body);
}

static void
test_script(void)
{
	object_get_test_start("composerScript", 0);
	answer_object("{\"id\":\"i/d\"}");
	ok(object_get_asks(PUBLISHED), "which version is published");
	answer_object("{\"versionId\":\"v\\\"1\"}");
	ok(script_asks_export("{\"versionId\":\"v\\\"1\"}"), "an export of that version");
	answer_object("{\"url\":\"" SIGNED "1\"}");
	ok(object_get_asks(SIGNED "1") && call.foreign && call.raw && call.body_out.p == NULL,
	    "its file, without the token");
	answer_object("{\"a\": \"\xc3\xa9\"}");
	ok(object_get_gives("\"configuration\":{\"id\":\"i/d\"},\"script\":\"{\\\"a\\\": "
			    "\\\"\xc3\xa9\\\"}\""),
	    "as text, byte by byte");
	script_begin(NULL);
	ok(script_asks_export("{}"), "never published: the draft");
	script_begin("{\"versionId\":7}");
	ok(script_asks_export("{}"), "a version that is no text is none");
	object_get_test_start("composerScript", OBJECT_SCRIPT);
	answer_object("{\"id\":\"i/d\"}");
	ok(object_get_gives("\"configuration\":{\"id\":\"i/d\"}"), "no content is wanted");
}

static void
test_script_refused(void)
{
	static const char *const addresses[] = {"{}", "{\"url\":\"\"}", "{\"url\":7}",
	    "{\"url\":\"http://store.example/a\"}", "{\"url\":\"file:///etc/passwd\"}",
	    "{\"url\":\"https://store.example/a\\u0000b\"}"};
	static const char *const files[] = {"", "<html>", "[]", "{\"a\":\"\xff\"}"};

	object_get_test_start("composerScript", 0);
	answer_object("{\"id\":\"i/d\"}");
	object_get_answer(CALL_FORBIDDEN, 403, slice_str("{}"));
	ok(object_get_fails("script", ""), "what is published may not be read");
	script_begin("{}");
	object_get_answer(CALL_FORBIDDEN, 403, slice_str("{}"));
	ok(object_get_fails("script", ""), "an export that is not permitted");
	for (size_t i = 0; i < COUNT_OF(addresses); i++) {
		script_begin("{}");
		answer_object(addresses[i]);
		ok(object_get_fails("script", "its address is not https"), "not followed: %s",
		    addresses[i]);
	}
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		script_begin("{}");
		answer_object("{\"url\":\"" SIGNED "\"}");
		answer_object(files[i]);
		ok(object_get_fails("script", "the file is not a script"), "not a script: '%s'",
		    files[i]);
	}
}

static void
test_script_expired(void)
{
	script_begin("{}");
	answer_object("{\"url\":\"" SIGNED "1\"}");
	answer_expired();
	ok(object_get_asks(PUBLISHED) && !call.foreign && !call.expired,
	    "an address that has expired: the way begins again");
	answer_object("{}");
	answer_object("{\"url\":\"" SIGNED "2\"}");
	ok(object_get_asks(SIGNED "2"), "to a new address");
	answer_object("{}");
	ok(at == OBJECT_GOT && slice_is(buf_slice(&get.script), "\"{}\""), "which works");
	script_begin("{}");
	for (int i = 0; i < 10 && at == OBJECT_GOES_ON; i++) {
		answer_object("{\"url\":\"" SIGNED "\"}");
		answer_expired();
		if (at == OBJECT_GOES_ON)
			answer_object("{}");
	}
	ok(object_get_fails("script", ""), "addresses that never work are given up");
}

int
main(void)
{
	test_script();
	test_script_refused();
	test_script_expired();
	object_get_release(&get);
	call_release(&call);
	return tap_done();
}
