/* The way to an object's definition, answer by answer: no server is asked. */
#include "org/object_get.h"
#include "tap.h"

static struct object_get get;
static struct call call;
static enum object_progress at;

#define API    "https://api.mypurecloud.de"
#define SIGNED "https://store.example/a?X-Amz-Expires=3600&X-Amz-Signature="

static void
object_get_test_start(const char *type, unsigned without)
{
	const struct object_type *t = object_type_find(slice_str(type));

	object_get_release(&get);
	call_release(&call);
	get = (struct object_get){
	    .type = t, .id = slice_str("i/d"), .parts = t->parts & ~without, .api = API};
	at = object_get_start(&get, &call);
}

static bool
object_get_asks(const char *path)
{
	return at == OBJECT_GOES_ON && strcmp(call.method, "GET") == 0 &&
	       strcmp(call.path, path) == 0;
}

static void
object_get_answer(enum call_verdict verdict, long status, struct slice body)
{
	call.verdict = verdict;
	call.status = status;
	buf_clear(&call.body);
	buf_add_slice(&call.body, body);
	at = object_get_next(&get, &call);
}

static void
answer_ok(const char *body)
{
	object_get_answer(CALL_OK, 200, slice_str(body));
}

static void
answer_audio(const char *etag, const char *bytes)
{
	snprintf(call.type, sizeof call.type, "audio/x-wav");
	snprintf(call.etag, sizeof call.etag, "%s", etag);
	answer_ok(bytes);
}

static void
answer_expired(void)
{
	call.expired = true;
	object_get_answer(CALL_TEMPORARY, 403, slice_str(""));
}

static bool
object_get_gives(const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	object_get_write(&get, &b);
	same = at == OBJECT_GOT && slice_is(buf_slice(&b), want);
	if (!same)
		printf("# %s\n", b.p);
	buf_release(&b);
	return same;
}

static bool
object_get_fails(const char *part, const char *problem)
{
	return at == OBJECT_FAILED && slice_is(buf_slice(&get.part), part) &&
	       slice_is(buf_slice(&get.problem), problem);
}

static void
test_plain(void)
{
	object_get_test_start("acdSkill", 0);
	ok(object_get_asks("/api/v2/routing/skills/i%2Fd"), "a skill is one request");
	answer_ok("{\"id\":\"i/d\",\"n\":1.0}");
	ok(object_get_gives("\"configuration\":{\"id\":\"i/d\",\"n\":1.0}"), "and its bytes");
	object_get_test_start("acdSkill", 0);
	answer_ok("[]");
	ok(object_get_fails("", "the answer is not a JSON object"), "an array is no definition");
	object_get_test_start("acdSkill", 0);
	answer_ok("{\"state\":\"deleted\"}");
	ok(object_get_fails("", "it was deleted"), "a deleted object is not there");
	object_get_test_start("acdSkill", 0);
	object_get_answer(CALL_REFUSED, 404, slice_str("{}"));
	ok(object_get_fails("", ""), "a failure of the call is the call's");
	object_get_test_start("integration", 0);
	answer_ok("{\"credentials\":{\"a\":[1]},\"config\":{\"credentials\":1,\"b\":2},\"c\":"
		  "[\"" SIGNED "x\",3]}");
	ok(object_get_gives("\"configuration\":{\"config\":{\"b\":2},\"c\":[3]}"),
	    "without what is secret");
}

static void
test_rows(void)
{
	object_get_test_start("dataTable", 0);
	ok(object_get_asks("/api/v2/flows/datatables/i%2Fd?expand=schema"),
	    "a table with its schema");
	answer_ok("{\"schema\":{\"properties\":{\"key\":{}}}}");
	ok(object_get_asks(
	       "/api/v2/flows/datatables/i%2Fd/rows?showbrief=false&pageSize=100&pageNumber=1"),
	    "then its rows");
	answer_ok("{\"entities\":[{\"key\":\"a\",\"selfUri\":\"/x\",\"v\":1.50},{\"selfUri\":1,"
		  "\"key\":\"b\"}],\"total\":2,\"pageCount\":1,\"pageSize\":100}");
	ok(object_get_gives("\"configuration\":{\"schema\":{\"properties\":{\"key\":{}}}},\"rows\":"
			    "[{\"key\":\"a\",\"v\":1.50},{\"key\":\"b\"}]"),
	    "as they are spelled, without selfUri");
	object_get_test_start("dataTable", 0);
	answer_ok("{\"schema\":{\"properties\":{\"key\":{},\"selfUri\":{}}}}");
	answer_ok("{\"entities\":[{\"key\":\"a\",\"selfUri\":\"/x\"}],\"total\":1}");
	ok(object_get_gives(
	       "\"configuration\":{\"schema\":{\"properties\":{\"key\":{},\"selfUri\":{}}}},"
	       "\"rows\":[{\"key\":\"a\",\"selfUri\":\"/x\"}]"),
	    "a column of that name stays");
	object_get_test_start("dataTable", OBJECT_ROWS);
	answer_ok("{}");
	ok(object_get_gives("\"configuration\":{}"), "no rows, where none are wanted");
	object_get_test_start("dataTable", 0);
	answer_ok("{}");
	answer_ok("{\"entities\":[],\"total\":0}");
	ok(object_get_gives("\"configuration\":{},\"rows\":[]"), "an empty table");
	object_get_test_start("dataTable", 0);
	answer_ok("{}");
	object_get_answer(CALL_FORBIDDEN, 403, slice_str("{}"));
	ok(object_get_fails("rows", ""), "rows that may not be read");
}

/* Answer each request for a page with `n` rows of a table of `total`. */
static unsigned
answer_pages(size_t n, size_t total)
{
	unsigned requests = 0;

	for (; at == OBJECT_GOES_ON && requests < 1000; requests++) {
		size_t page = (size_t)get.page - 1;
		struct buf b = BUF_INIT;
		buf_puts(&b, "{\"entities\":[");
		for (size_t i = 100 * page; i < 100 * page + 100 && i < n; i++)
			buf_printf(&b, "%s{\"key\":\"%zu\"}", i % 100 == 0 ? "" : ",", i);
		buf_printf(&b, "],\"total\":%zu,\"pageSize\":100}", total);
		object_get_answer(CALL_OK, 200, buf_slice(&b));
		buf_release(&b);
	}
	return requests;
}

static void
test_pages(void)
{
	object_get_test_start("dataTable", 0);
	answer_ok("{}");
	ok(answer_pages(5000, 5000) == 51 && at == OBJECT_GOT,
	    "5,000 rows: 50 pages, and one that is empty");
	object_get_test_start("dataTable", 0);
	answer_ok("{}");
	answer_pages(250, 260);
	ok(at == OBJECT_FAILED && strncmp(get.problem.p, "not proved complete: ", 21) == 0,
	    "fewer rows than the server counts: %s", get.problem.p);
	object_get_test_start("queue", 0);
	answer_ok("{}");
	ok(object_get_asks("/api/v2/routing/queues/i%2Fd/wrapupcodes?pageSize=100&pageNumber=1"),
	    "the wrap-up codes of a queue");
	answer_ok(
	    "{\"entities\":[{\"id\":\"w\",\"name\":\"A\\u00e9\",\"version\":2}],\"total\":1}");
	ok(object_get_gives(
	       "\"configuration\":{},\"wrapupCodes\":[{\"id\":\"w\",\"name\":\"A\\u00e9\"}]"),
	    "are their ids and names");
}

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
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
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
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED "1")));
	ok(object_get_gives("\"configuration\":{\"resources\":[" CUT("en-us") "]}"),
	    "no audio is wanted");
	object_get_test_start("userPrompt", 0);
	answer_ok(PROMPT("{\"language\":\"a\"},{\"language\":\"b\",\"mediaUri\":\"" SIGNED
			 "\",\"uploadStatus\":\"uploaded\"}"));
	ok(object_get_gives(
	       "\"configuration\":{\"resources\":[{\"language\":\"a\"},{\"language\":\"b\","
	       "\"uploadStatus\":\"uploaded\"}]},\"media\":[]") &&
		slice_is(buf_slice(&get.note), "b"),
	    "audio that is not there yet is noted");
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
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED)));
	answer_audio("", "");
	ok(object_get_fails("audio en-us", "it is empty"), "empty audio");
	object_get_test_start("userPrompt", 0);
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED)));
	snprintf(call.type, sizeof call.type, "text/html");
	answer_ok("<html>");
	ok(object_get_fails("audio en-us", "the answer is not audio"), "a page is not audio");
}

static void
test_expired(void)
{
	object_get_test_start("userPrompt", 0);
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
	answer_audio("", "abc");
	answer_expired();
	ok(object_get_asks(
	       "/api/v2/architect/prompts/i%2Fd?includeResources=true&includeMediaUris=true") &&
		!call.foreign && !call.raw && !call.expired && call.max == 0,
	    "an address that has expired: the prompt is read again");
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED "3") "," RESOURCE("de-de", SIGNED "4")));
	ok(object_get_asks(SIGNED "4"), "and the same audio asked for again");
	answer_audio("", "de");
	ok(at == OBJECT_GOT && strstr(get.media.p, "YWJj") != NULL, "what was there stays");

	object_get_test_start("userPrompt", 0);
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
	answer_audio("", "abc");
	answer_expired();
	answer_ok(PROMPT(RESOURCE("fr-fr", SIGNED "3")));
	ok(object_get_asks(SIGNED "3"), "a prompt that has changed meanwhile is begun again");
	answer_audio("", "fr");
	ok(object_get_gives("\"configuration\":{\"resources\":[" CUT(
	       "fr-fr") "]},\"media\":[{\"language\":"
			"\"fr-fr\",\"contentType\":\"audio/x-wav\",\"base64\":\"ZnI=\"}]"),
	    "with nothing of what it was");

	object_get_test_start("userPrompt", 0);
	for (int i = 0; i < 4; i++) {
		answer_ok(PROMPT(RESOURCE("en-us", SIGNED)));
		answer_expired();
	}
	ok(object_get_fails("audio en-us", ""), "an address that never works is given up");
}

static void
test_had(void)
{
	static const char had[] =
	    "[{\"language\":\"de-de\",\"base64\":\"x\"},{\"language\":\"en-us\","
	    "\"etag\":\"\\\"e\\\"\",\"base64\":\"b2xk\"}]";

	object_get_test_start("userPrompt", 0);
	get.had = slice_str(had);
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED "1") "," RESOURCE("de-de", SIGNED "2")));
	ok(call.headers != NULL && strcmp(call.headers[0], "If-None-Match: \"e\"") == 0 &&
		call.headers[1] == NULL,
	    "audio that an earlier run had is asked for by its ETag");
	object_get_answer(CALL_REFUSED, 304, slice_str(""));
	ok(object_get_asks(SIGNED "2") && call.headers == NULL, "what had none is asked for");
	object_get_answer(CALL_REFUSED, 304, slice_str(""));
	ok(object_get_fails("audio de-de", ""), "a 304 that nobody asked for is a failure");
	ok(strstr(get.media.p, "\"etag\":\"\\\"e\\\"\",\"base64\":\"b2xk\"}") != NULL,
	    "and the earlier audio is kept");
	object_get_test_start("userPrompt", 0);
	get.had = slice_str(had);
	answer_ok(PROMPT(RESOURCE("en-us", SIGNED "1")));
	answer_audio("\"f\"", "new");
	ok(at == OBJECT_GOT && strstr(get.media.p, "b2xk") == NULL,
	    "audio that has changed is new");
}

static void
test_templates(void)
{
	object_get_test_start("dataAction", 0);
	answer_ok(
	    "{\"config\":{\"request\":{\"requestTemplate\":\"x\",\"requestTemplateUri\":\"u\"},"
	    "\"response\":{\"successTemplateUri\":\"u\"}}}");
	ok(object_get_asks("/api/v2/integrations/actions/i%2Fd/templates/successtemplate.vm") &&
		call.raw && !call.foreign,
	    "a template that is given by URI");
	answer_ok("${\"a\"}\n");
	ok(at == OBJECT_GOT &&
		slice_is(buf_slice(&get.templates), "{\"successTemplate\":\"${\\\"a\\\"}\\n\"}"),
	    "is its text");
	object_get_test_start("dataAction", 0);
	answer_ok("{\"config\":{\"request\":{\"requestTemplateUri\":\"u\"}}}");
	answer_ok("\xff");
	ok(object_get_fails("requestTemplate", "it is not UTF-8"), "or a failure");
}

static void
test_known(void)
{
	const struct object_type *queue = object_type_find(slice_str("queue"));

	object_get_release(&get);
	call_release(&call);
	get = (struct object_get){
	    .type = queue, .id = slice_str("q"), .parts = queue->parts, .known = true};
	buf_puts(&get.configuration, "{\"a\":1}");
	at = object_get_start(&get, &call);
	ok(object_get_asks("/api/v2/routing/queues/q/wrapupcodes?pageSize=100&pageNumber=1"),
	    "a known definition is not asked for");
	answer_ok("{\"entities\":[],\"total\":0}");
	ok(object_get_gives("\"configuration\":{\"a\":1},\"wrapupCodes\":[]"), "and stays");
}

int
main(void)
{
	test_plain();
	test_rows();
	test_pages();
	test_media();
	test_bad_media();
	test_expired();
	test_had();
	test_templates();
	test_known();
	object_get_release(&get);
	call_release(&call);
	return tap_done();
}
