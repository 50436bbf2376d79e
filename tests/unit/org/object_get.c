/* The way to an object's definition, answer by answer: no server is asked. */
#include "object_get_check.h"

static void
test_plain(void)
{
	object_get_test_start("acdSkill", 0);
	ok(object_get_asks("/api/v2/routing/skills/i%2Fd"), "a skill is one request");
	answer_object("{\"id\":\"i/d\",\"n\":1.0}");
	ok(object_get_gives("\"configuration\":{\"id\":\"i/d\",\"n\":1.0}"), "and its bytes");
	object_get_test_start("acdSkill", 0);
	answer_object("[]");
	ok(object_get_fails("", "the answer is not a JSON object"), "an array is no definition");
	object_get_test_start("acdSkill", 0);
	answer_object("{\"state\":\"deleted\"}");
	ok(object_get_fails("", "it was deleted"), "a deleted object is not there");
	object_get_test_start("acdSkill", 0);
	object_get_answer(CALL_REFUSED, 404, slice_str("{}"));
	ok(object_get_fails("", ""), "a failure of the call is the call's");
	object_get_test_start("integration", 0);
	answer_object("{\"credentials\":{\"a\":[1]},\"config\":{\"credentials\":1,\"b\":2},\"c\":"
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
	answer_object("{\"schema\":{\"properties\":{\"key\":{}}}}");
	ok(object_get_asks(
	       "/api/v2/flows/datatables/i%2Fd/rows?showbrief=false&pageSize=100&pageNumber=1"),
	    "then its rows");
	answer_object("{\"entities\":[{\"key\":\"a\",\"selfUri\":\"/x\",\"v\":1.50},{\"selfUri\":1,"
		      "\"key\":\"b\"}],\"total\":2,\"pageCount\":1,\"pageSize\":100}");
	ok(object_get_gives("\"configuration\":{\"schema\":{\"properties\":{\"key\":{}}}},\"rows\":"
			    "[{\"key\":\"a\",\"v\":1.50},{\"key\":\"b\"}]"),
	    "as they are spelled, without selfUri");
	object_get_test_start("dataTable", 0);
	answer_object("{\"schema\":{\"properties\":{\"key\":{},\"selfUri\":{}}}}");
	answer_object("{\"entities\":[{\"key\":\"a\",\"selfUri\":\"/x\"}],\"total\":1}");
	ok(object_get_gives(
	       "\"configuration\":{\"schema\":{\"properties\":{\"key\":{},\"selfUri\":{}}}},"
	       "\"rows\":[{\"key\":\"a\",\"selfUri\":\"/x\"}]"),
	    "a column of that name stays");
	object_get_test_start("dataTable", OBJECT_ROWS);
	answer_object("{}");
	ok(object_get_gives("\"configuration\":{}"), "no rows, where none are wanted");
	object_get_test_start("dataTable", 0);
	answer_object("{}");
	answer_object("{\"entities\":[],\"total\":0}");
	ok(object_get_gives("\"configuration\":{},\"rows\":[]"), "an empty table");
	object_get_test_start("dataTable", 0);
	answer_object("{}");
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
test_object_get_pages(void)
{
	object_get_test_start("dataTable", 0);
	answer_object("{}");
	ok(answer_pages(5000, 5000) == 51 && at == OBJECT_GOT,
	    "5,000 rows: 50 pages, and one that is empty");
	object_get_test_start("dataTable", 0);
	answer_object("{}");
	answer_pages(250, 260);
	ok(at == OBJECT_FAILED && strncmp(get.problem.p, "not proved complete: ", 21) == 0,
	    "fewer rows than the server counts: %s", get.problem.p);
	object_get_test_start("queue", 0);
	answer_object("{}");
	ok(object_get_asks("/api/v2/routing/queues/i%2Fd/wrapupcodes?pageSize=100&pageNumber=1"),
	    "the wrap-up codes of a queue");
	answer_object(
	    "{\"entities\":[{\"id\":\"w\",\"name\":\"A\\u00e9\",\"version\":2}],\"total\":1}");
	ok(object_get_gives(
	       "\"configuration\":{},\"wrapupCodes\":[{\"id\":\"w\",\"name\":\"A\\u00e9\"}]"),
	    "are their ids and names");
}

/* What a server may do with pages of rows or codes, and what is made of it. */
static void
test_odd_pages(void)
{
	object_get_test_start("queue", 0);
	answer_object("{}");
	answer_object("{\"entities\":[{\"id\":\"w\"},{\"id\":\"w\"}],\"total\":1}");
	ok(object_get_gives("\"configuration\":{},\"wrapupCodes\":[{\"id\":\"w\"}]"),
	    "a code without a name, and one that is there twice");
	object_get_test_start("queue", 0);
	answer_object("{}");
	answer_object("{\"entities\":[7,{\"id\":\"w\"}],\"total\":2}");
	while (at == OBJECT_GOES_ON)
		answer_object("{\"entities\":[7,{\"id\":\"w\"}],\"total\":2}");
	ok(at == OBJECT_FAILED && strncmp(get.problem.p, "not proved complete: ", 21) == 0,
	    "what is no object is not taken for one: %s", get.problem.p);
	object_get_test_start("queue", 0);
	answer_object("{}");
	answer_object("{\"error\":1}");
	ok(object_get_fails("wrap-up codes", "the answer is not a page of a listing"),
	    "an answer that is no page");
	object_get_test_start("queue", 0);
	answer_object("{}");
	object_get_answer(CALL_REFUSED, 400, slice_str(""));
	ok(object_get_fails("wrap-up codes", ""), "a first page that is refused is no end");
	object_get_test_start("dataTable", 0);
	answer_object("{}");
	for (size_t page = 0; page < 2 && at == OBJECT_GOES_ON; page++) {
		struct buf b = BUF_INIT;
		buf_puts(&b, "{\"entities\":[");
		for (size_t i = 0; i < 100; i++)
			buf_printf(&b, "%s{\"key\":\"%zu\"}", i == 0 ? "" : ",", 100 * page + i);
		buf_puts(&b, "],\"total\":200,\"pageSize\":100}");
		object_get_answer(CALL_OK, 200, buf_slice(&b));
		buf_release(&b);
	}
	ok(at == OBJECT_GOES_ON && get.page == 3, "two full pages: is there a third?");
	object_get_answer(CALL_REFUSED, 400, slice_str(""));
	ok(at == OBJECT_GOT && strstr(get.rows.p, "{\"key\":\"199\"}]") != NULL,
	    "a server that refuses it says that there is none");
}

static void
test_templates(void)
{
	object_get_test_start("dataAction", 0);
	answer_object("{\"config\":{\"request\":{\"requestTemplateUri\":\"u\"}}}");
	object_get_answer(CALL_REFUSED, 404, slice_str(""));
	ok(object_get_fails("requestTemplate", ""), "a template that is not there");
	object_get_test_start("dataAction", 0);
	answer_object(
	    "{\"config\":{\"request\":{\"requestTemplate\":\"x\",\"requestTemplateUri\":\"u\"},"
	    "\"response\":{\"successTemplateUri\":\"u\"}}}");
	ok(object_get_asks("/api/v2/integrations/actions/i%2Fd/templates/successtemplate.vm") &&
		call.raw && !call.foreign,
	    "a template that is given by URI");
	answer_object("${\"a\"}\n");
	ok(at == OBJECT_GOT &&
		slice_is(buf_slice(&get.templates), "{\"successTemplate\":\"${\\\"a\\\"}\\n\"}"),
	    "is its text");
	object_get_test_start("dataAction", 0);
	answer_object(
	    "{\"config\":{\"request\":{\"requestTemplate\":null,\"requestTemplateUri\":\"u\"}}}");
	ok(object_get_asks("/api/v2/integrations/actions/i%2Fd/templates/requesttemplate.vm"),
	    "one that is null next to its URI is asked for");
	object_get_test_start("dataAction", 0);
	answer_object("{\"config\":{\"request\":{\"requestTemplateUri\":\"u\"}}}");
	answer_object("\xff");
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
	answer_object("{\"entities\":[],\"total\":0}");
	ok(object_get_gives("\"configuration\":{\"a\":1},\"wrapupCodes\":[]"), "and stays");
}

int
main(void)
{
	test_plain();
	test_rows();
	test_object_get_pages();
	test_odd_pages();
	test_templates();
	test_known();
	object_get_release(&get);
	call_release(&call);
	return tap_done();
}
