/*
 * A whole listing from answers by hand: what is asked for each kind of paging, and what is said of a
 * listing that is not complete. In place of the engine (call.c) stand three functions of this file.
 */
#include "base/mem.h"
#include "org/api.h"
#include "org/cursor.h"
#include "tap.h"

struct answer {
	enum call_verdict verdict;
	const char *body; /* of a failure: its message */
};

static struct {
	const struct answer *answers; /* the last one comes again */
	size_t n, asked;
	struct buf requests; /* "METHOD PATH BODY\n" */
	struct buf ids;      /* "a b " */
	size_t pages;
	bool endless; /* each answer is one more page, and names a next one */
} script;

void
call_submit(struct calls *unused, struct call *c)
{
	const struct answer *a = &script.answers[script.asked];

	(void)unused;
	script.pages++;
	script.asked += script.asked + 1 < script.n;
	buf_printf(&script.requests, "%s %s %.*s\n", c->method, c->path, SLICE_ARGS(c->body_out));
	c->verdict = a->verdict;
	if (script.endless)
		buf_printf(&c->body, "{\"entities\":[{\"id\":\"%zu\"}],\"nextUri\":\"/c?p=%zu\"}",
		    script.pages, script.pages + 1);
	else if (a->verdict == CALL_OK)
		buf_puts(&c->body, a->body);
	else {
		c->status = 400;
		c->message = xstrdup(a->body);
	}
	c->done(c);
}

bool
calls_wait(struct calls *unused, int fd, int64_t ms)
{
	(void)unused, (void)fd, (void)ms;
	abort(); /* every answer is there at once */
}

void
calls_keep(struct calls *unused, size_t bytes)
{
	(void)unused, (void)bytes;
	abort();
}

static void
api_list_take(void *user, struct slice id, struct slice element)
{
	(void)user, (void)element;
	buf_add_slice(&script.ids, id);
	buf_putc(&script.ids, ' ');
}

/* Read the listing; whether it ends like this. */
static bool
api_list_gives(const struct type *type, const char *query, const struct answer *answers, size_t n,
    int code, const char *ids, const char *why)
{
	struct api_list l = {
	    .type = type, .query = query, .page_size = 2, .element = api_list_take};
	bool good;

	script.answers = answers;
	script.n = n;
	script.asked = 0;
	buf_clear(&script.requests);
	buf_clear(&script.ids);
	api_list(&l);
	good = l.code == code && slice_is(buf_slice(&script.ids), ids) &&
	       strcmp(l.why.n > 0 ? l.why.p : "", why) == 0;
	if (!good)
		printf("# code %d, ids %.*s, why %s\n%s", l.code,
		    SLICE_ARGS(buf_slice(&script.ids)), l.why.n > 0 ? l.why.p : "",
		    script.requests.p);
	api_list_release(&l);
	return good;
}

#define GIVES(type, query, answers, code, ids, why) \
	api_list_gives(type, query, answers, COUNT_OF(answers), code, ids, why)

static bool
api_list_asked(const char *requests)
{
	bool same = slice_is(buf_slice(&script.requests), requests);

	if (!same)
		printf("# %s", script.requests.p);
	return same;
}

static void
test_api_list_pages(void)
{
	static const struct type type = {.path = "/x?a=1", .paging = TYPE_PAGES, .max_page = 100};
	static const struct answer whole[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"total\":3}"},
	    {CALL_OK, "{\"entities\":[{\"id\":\"c\"}],\"total\":3}"},
	};
	static const struct answer refused[] = {{CALL_REFUSED, "no"}};
	static const struct answer other[] = {{CALL_OK, "{\"error\":true}"}};
	static const struct answer beyond[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"total\":2}"},
	    {CALL_REFUSED, "no such page"},
	};
	static const struct answer half[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"total\":4}"},
	    {CALL_TEMPORARY, "gone"},
	};

	ok(GIVES(&type, NULL, whole, EXIT_OK, "a b c ", "") &&
		api_list_asked("GET /x?a=1&pageSize=2&pageNumber=1 \n"
			       "GET /x?a=1&pageSize=2&pageNumber=2 \n"),
	    "pages by number");
	ok(GIVES(&type, "", whole, EXIT_OK, "a b c ", "") &&
		GIVES(&type, "q=2", whole, EXIT_OK, "a b c ", "") &&
		strncmp(script.requests.p, "GET /x?a=1&q=2&pageSize=2&", 26) == 0,
	    "with a query");
	ok(GIVES(&type, NULL, refused, EXIT_REFUSED, "", "400 no"), "nothing: the call's own code");
	ok(GIVES(&type, NULL, other, EXIT_REFUSED, "", "the answer is not a page of a listing"),
	    "an answer of another kind");
	ok(GIVES(&type, NULL, beyond, EXIT_OK, "a b ", ""),
	    "a page behind the last one is refused");
	ok(GIVES(&type, NULL, half, EXIT_PARTIAL, "a b ", "1 page could not be read (400 gone)"),
	    "a page that cannot be read: the others, and the first reason");
}

static void
test_posts(void)
{
	static const struct type pages = {.path = "/s", .paging = TYPE_POST_PAGES, .max_page = 1};
	static const struct type after = {
	    .path = "/t", .paging = TYPE_POST_AFTER, .max_page = 9, .list = "results"};
	static const struct type one = {.path = "/o", .paging = TYPE_ONE};
	static const struct answer numbered[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"}],\"total\":1}"},
	    {CALL_OK, "{\"entities\":[],\"total\":1}"},
	};
	static const struct answer chain[] = {
	    {CALL_OK, "{\"results\":[{\"id\":\"a\"}],\"after\":\"c1\",\"nextUri\":\"/else\"}"},
	    {CALL_OK, "{\"results\":[{\"id\":\"b\"}]}"},
	};
	static const struct answer single[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"}],\"pageCount\":7,\"pageSize\":1}"}};

	ok(GIVES(&pages, NULL, numbered, EXIT_OK, "a ", "") &&
		api_list_asked("POST /s {\"pageSize\":1,\"pageNumber\":1}\n"
			       "POST /s {\"pageSize\":1,\"pageNumber\":2}\n"),
	    "pages by number, of a size that the type allows");
	ok(GIVES(&after, NULL, chain, EXIT_OK, "a b ", "") &&
		api_list_asked(
		    "POST /t {\"pageSize\":2}\nPOST /t {\"pageSize\":2,\"after\":\"c1\"}\n"),
	    "pages by cursor, even if there is an address");
	ok(GIVES(&one, NULL, single, EXIT_OK, "a ", "") && api_list_asked("GET /o \n"),
	    "one answer is all, whatever it says of pages");
}

static void
test_cursors(void)
{
	static const struct type type = {.path = "/c", .paging = TYPE_CURSOR, .max_page = 9};
	static const struct answer by_uri[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"}],\"nextUri\":\"/c?page=2\"}"},
	    {CALL_OK, "{\"entities\":[{\"id\":\"b\"}],\"cursors\":{\"after\":\"x y\"}}"},
	    {CALL_OK, "{\"entities\":[]}"},
	};
	static const struct answer loop[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"}],\"nextUri\":\"/c?page=2\"}"},
	    {CALL_OK, "{\"entities\":[{\"id\":\"b\"}],\"nextUri\":\"/c?page=2\"}"},
	};
	static const struct answer broken[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"}],\"nextUri\":\"/c?page=2\"}"},
	    {CALL_FORBIDDEN, "no"},
	};
	static const struct answer repeats[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"},{\"id\":\"a\"}]}"}};
	static const struct answer once[] = {
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"},{\"id\":\"a\"}]}"},
	    {CALL_OK, "{\"entities\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"},
	};
	static const struct answer nameless[] = {{CALL_OK, "{\"entities\":[{\"id\":\"a\"},{},7]}"}};

	ok(GIVES(&type, NULL, by_uri, EXIT_OK, "a b ", "") &&
		api_list_asked("GET /c?pageSize=2 \nGET /c?page=2 \n"
			       "GET /c?pageSize=2&after=x%20y \n"),
	    "by address or by cursor");
	ok(GIVES(&type, NULL, loop, EXIT_PARTIAL, "a b ", "its pages form a loop"), "a loop");
	ok(GIVES(&type, NULL, broken, EXIT_PARTIAL, "a ", "a page could not be read (400 no)"),
	    "a chain that breaks");
	ok(api_list_gives(&type, NULL, broken + 1, 1, EXIT_AUTH, "", "400 no"),
	    "at its first page");
	ok(GIVES(&type, NULL, repeats, EXIT_PARTIAL, "a ",
	       "its pages still repeat each other after several readings"),
	    "pages that repeat each other");
	ok(GIVES(&type, NULL, once, EXIT_OK, "a b ", ""), "once only: read again");
	ok(GIVES(&type, NULL, nameless, EXIT_PARTIAL, "a ", "2 elements without an id"),
	    "what has no id is not given out");
}

static void
test_endless(void)
{
	static const struct type type = {.path = "/c", .paging = TYPE_CURSOR, .max_page = 9};
	static const struct answer none[] = {{CALL_OK, ""}};
	struct api_list l = {.type = &type, .page_size = 1, .element = api_list_take};

	script.answers = none;
	script.n = 1;
	script.pages = script.asked = 0;
	script.endless = true;
	api_list(&l);
	script.endless = false;
	ok(l.code == EXIT_PARTIAL && script.pages == CURSOR_PAGES + 1 &&
		strcmp(l.why.p, "it seems to have no end; stopped after 100001") == 0,
	    "a chain without an end is not followed for ever: %zu pages, %s", script.pages,
	    l.why.n > 0 ? l.why.p : "");
	api_list_release(&l);
}

int
main(void)
{
	test_api_list_pages();
	test_posts();
	test_cursors();
	test_endless();
	buf_release(&script.requests);
	buf_release(&script.ids);
	return tap_done();
}
