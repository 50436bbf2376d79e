/* What a store's XML says, and that nothing else is taken for it. */
#include "http/api_error.h"
#include "tap.h"

static const struct {
	const char *body, *message;
} table[] = {
    {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Request "
     "has "
     "expired</Message><Expires>2026</Expires></Error>",
	"Request has expired"},
    {"<Error><Message>a &lt;b&gt; &amp;amp; &quot;c&apos; &unknown;</Message></Error>",
	"a <b> &amp; \"c' &unknown;"},
    {"<Error><Message></Message></Error>", ""},
    {"<Error><Message>cut", ""},
    {"<Error>", ""},
    {"<html><Message>no</Message></html>", ""},
    {"<Message>before</Message><Error></Error>", ""},
    {"", ""},
};

static const struct {
	long status;
	const char *body, *code, *message, *context;
} statuses[] = {
    {302, "", "", "redirects are not followed", "corr"},
    {418, "", "", "no reason given", "corr"},
    {404, "<html>", "", "not found", "corr"},
    {404, "{\"code\":\"not.found\",\"message\":\"Gone\",\"contextId\":\"c1\"}", "not.found", "Gone",
	"c1"},
    {400, "{\"error\":\"invalid_request\",\"error_description\":\"No\"}", "invalid_request", "No",
	"corr"},
    {400, "{\"code\":7,\"message\":null,\"contextId\":\"\"}", "", "bad request", "corr"},
};

int
main(void)
{
	struct call c = {.status = 403, .foreign = true};

	for (size_t i = 0; i < COUNT_OF(table); i++) {
		struct buf text = BUF_INIT;
		api_error_xml(slice_str(table[i].body), "Message", &text);
		ok(slice_is(buf_slice(&text), table[i].message), "body %zu: \"%s\"", i,
		    table[i].message);
		buf_release(&text);
	}
	buf_puts(&c.body, table[0].body);
	for (int i = 0; i < 1 << 20; i++)
		buf_putc(&c.body, ' ');
	api_error_read(&c, "");
	ok(*c.code == '\0' && strcmp(c.message, "the signed URL is not valid any more") == 0,
	    "a megabyte is no store's error");
	buf_clear(&c.body);
	buf_puts(&c.body, table[0].body);
	api_error_read(&c, "");
	ok(strcmp(c.code, "AccessDenied") == 0 && strcmp(c.message, "Request has expired") == 0,
	    "a signed URL's answer");
	c.foreign = false;
	api_error_read(&c, "");
	ok(*c.code == '\0' && strcmp(c.message, "not permitted") == 0, "the API speaks no XML");
	c.foreign = true;
	buf_clear(&c.body);
	api_error_read(&c, "");
	ok(strcmp(c.message, "the signed URL is not valid any more") == 0,
	    "a store without a word");
	for (size_t i = 0; i < COUNT_OF(statuses); i++) {
		c.foreign = false;
		c.status = statuses[i].status;
		buf_clear(&c.body);
		buf_puts(&c.body, statuses[i].body);
		api_error_read(&c, "corr");
		ok(strcmp(c.code, statuses[i].code) == 0 &&
			strcmp(c.message, statuses[i].message) == 0 &&
			strcmp(c.context, statuses[i].context) == 0,
		    "%ld %s: %s", statuses[i].status, statuses[i].body, c.message);
	}
	call_release(&c);
	return tap_done();
}
