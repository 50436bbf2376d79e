/* Single requests: what the server gets to see, and what becomes of its answers and faults. */
#include "child.h"
#include "http_server.h"
#include "tap.h"

struct got {
	enum http_fault fault;
	long status;
	int64_t retry_after;
	size_t size;
	char why[256], text[4096]; /* the first bytes of the body */
};

static void
note_answer(void *mine, struct http_answer *a)
{
	struct got *g = mine;

	*g = (struct got){a->fault, a->status, a->retry_after, a->body.n, "", ""};
	snprintf(g->why, sizeof g->why, "%s", a->fault == HTTP_ANSWERED ? "" : a->why);
	snprintf(g->text, sizeof g->text, "%s", a->body.n > 0 ? a->body.p : "");
}

static struct got
http_transfer_ask(const struct http_request *request)
{
	struct http *h = http_new(&(struct http_options){.stall_s = 2});
	struct got g = {.status = -1};

	http_send(h, request, note_answer, &g);
	while (http_wait(h, -1, -1) == HTTP_ENDED)
		continue;
	http_free(h);
	if (g.fault != HTTP_ANSWERED)
		printf("# %s: fault %d, %s\n", request->url, g.fault, g.why);
	return g;
}

static const char *
url_of(const char *path)
{
	static char url[128];

	snprintf(url, sizeof url, "http://127.0.0.1:%d%s", port, path);
	return url;
}

static struct got
http_transfer_get(const char *path)
{
	return http_transfer_ask(
	    &(struct http_request){.method = "GET", .url = url_of(path), .max = 4000});
}

static bool
http_transfer_starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static void
test_requests(void)
{
	static const char *const typed[] = {"X-One: 1", "content-type: text/csv", NULL};
	static const char *const untyped[] = {"X-One: 1", NULL};
	struct http_request q = {.method = "GET", .url = url_of("/a/../b")};
	struct got g = http_transfer_ask(&q);

	ok(g.status == 200 && http_transfer_starts(g.text, "GET /a/../b HTTP/1.1\r\n") &&
		strstr(g.text, "User-Agent: gc-tools/") && !strstr(g.text, "Authorization"),
	    "GET: the path as it is, and who asks");
	q.method = "HEAD";
	g = http_transfer_ask(&q);
	ok(g.status == 200 && g.size == 0, "HEAD: it waits for no body");
	q.method = "DELETE";
	g = http_transfer_ask(&q);
	ok(http_transfer_starts(g.text, "DELETE /a/../b ") && !strstr(g.text, "Content-"),
	    "DELETE: no body");
	q.method = "POST";
	q.body = slice_of("", 0);
	q.headers = untyped;
	g = http_transfer_ask(&q);
	ok(http_transfer_starts(g.text, "POST ") && strstr(g.text, "\r\nX-One: 1\r\n") &&
		strstr(g.text, "\r\nContent-Length: 0\r\n") && !strstr(g.text, "Content-Type") &&
		!strstr(g.text, "Expect"),
	    "POST: an empty body, without a type that nobody gave it");
	q.method = "PUT";
	q.body = slice_str("a,b");
	q.headers = typed;
	g = http_transfer_ask(&q);
	ok(http_transfer_starts(g.text, "PUT ") && strstr(g.text, "\r\ncontent-type: text/csv\r\n"),
	    "PUT: with its type");
}

static void
test_credentials(void)
{
	struct http_request q = {.method = "GET", .url = url_of("/"), .bearer = "t0k"};
	struct got g = http_transfer_ask(&q);

	ok(strstr(g.text, "\r\nAuthorization: Bearer t0k\r\n") != NULL, "a token");
	q = (struct http_request){
	    .method = "GET", .url = url_of("/"), .user = "u", .password = "p", .once = true};
	g = http_transfer_ask(&q);
	ok(strstr(g.text, "\r\nAuthorization: Basic dTpw\r\n") != NULL, "user and password");
}

static void
test_http_transfer_ceilings(void)
{
	struct got g = http_transfer_get("/long-line");

	ok(g.fault == HTTP_HOPELESS &&
		http_transfer_starts(g.why, "the answer has too large a header"),
	    "a header line of 70 kB");
	g = http_transfer_get("/longest-line");
	ok(g.fault == HTTP_HOPELESS &&
		http_transfer_starts(g.why, "the answer has too large a header"),
	    "one that is too long for libcurl, which says it is out of memory");
	g = http_transfer_get("/many-lines");
	ok(g.fault == HTTP_HOPELESS &&
		http_transfer_starts(g.why, "the answer has too large a header"),
	    "header lines of 300 kB");
	g = http_transfer_get("/announced");
	ok(g.fault == HTTP_HOPELESS && http_transfer_starts(g.why, "the answer is too large"),
	    "a body that is announced to be too large");
	g = http_transfer_get("/endless");
	ok(g.fault == HTTP_HOPELESS && http_transfer_starts(g.why, "the answer is too large"),
	    "one that turns out to be");
}

static void
test_http_transfer_answers(void)
{
	struct got g = http_transfer_get("/soon");

	ok(g.status == 429 && g.retry_after == 7000, "Retry-After, in milliseconds");
	g = http_transfer_get("/never");
	ok(g.status == 429 && g.retry_after > 0 && g.retry_after <= (int64_t)INT32_MAX * 1000,
	    "one beyond all bounds is bounded");
	g = http_transfer_get("/plain");
	ok(g.status == 200 && g.retry_after == -1, "none");
	g = http_transfer_get("/short");
	ok(g.fault == HTTP_BROKEN && g.status == 0, "a body that ends too early");
	g = http_transfer_ask(
	    &(struct http_request){.method = "GET", .url = url_of("/shorter"), .max = 1000000000});
	ok(g.fault == HTTP_BROKEN && g.status == 0, "one that was to have 900 MB");
	g = http_transfer_get("/silent");
	ok(g.fault == HTTP_BROKEN && http_transfer_starts(g.why, "no answer within 2 s"),
	    "no answer");
	g = http_transfer_get("/trickle");
	ok(g.fault == HTTP_BROKEN && http_transfer_starts(g.why, "slower than "),
	    "an answer that stops midway");
}

static void
test_nowhere(void)
{
	char url[128];
	struct http_request q = {.method = "GET", .url = url};

	snprintf(url, sizeof url, "http://127.0.0.1:%d/", dead_port);
	ok(http_transfer_ask(&q).fault == HTTP_UNSENT, "no server");
	snprintf(url, sizeof url, "https://127.0.0.1:%d/", port);
	ok(http_transfer_ask(&q).fault == HTTP_UNSENT, "no TLS");
	setenv("SSL_CERT_FILE", "/nonexistent/certificates", 1);
	ok(http_transfer_ask(&q).fault == HTTP_HOPELESS, "a certificate file that is not there");
	setenv("SSL_CERT_FILE", "", 1);
	setenv("SSL_CERT_DIR", "/nonexistent/certificates", 1);
	ok(http_transfer_ask(&q).fault == HTTP_UNSENT,
	    "an empty name is none; a folder is not looked into yet");
	setenv("SSL_CERT_DIR", "", 1);
	ok(http_transfer_ask(&q).fault == HTTP_UNSENT, "an empty folder name is none");
	unsetenv("SSL_CERT_FILE");
	unsetenv("SSL_CERT_DIR");
	ok(http_transfer_ask(&q).fault == HTTP_UNSENT, "nor need there be names");
	snprintf(url, sizeof url, "ftp://127.0.0.1:%d/", port);
	ok(http_transfer_ask(&q).fault == HTTP_HOPELESS, "another protocol");
	snprintf(url, sizeof url, "http://127.0.0.1:99999/");
	ok(http_transfer_ask(&q).fault == HTTP_HOPELESS, "what is no URL");
}

static void
test_proxy(void)
{
	char proxy[64];
	struct got g;

	snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", dead_port);
	unsetenv("no_proxy");
	unsetenv("NO_PROXY");
	setenv("http_proxy", proxy, 1);
	setenv("https_proxy", proxy, 1);
	g = http_transfer_get("/direct");
	ok(g.status == 200 && http_transfer_starts(g.text, "GET /direct "),
	    "plain http goes past a proxy");
	g = http_transfer_ask(
	    &(struct http_request){.method = "GET", .url = "https://flows.invalid/"});
	ok(g.fault == HTTP_UNSENT && strstr(g.why, "127.0.0.1") != NULL, "https goes by it");
	unsetenv("http_proxy");
	unsetenv("https_proxy");
}

static int
send_broken_header(void *argument)
{
	static const char *const headers[] = {"X-One: 1\r\nX-Two: 2", NULL};

	(void)argument;
	http_transfer_ask(
	    &(struct http_request){.method = "GET", .url = url_of("/"), .headers = headers});
	return 0;
}

int
main(void)
{
	int unused = listen_somewhere(&dead_port); /* bound, so that nobody else gets it */
	pid_t server;

	signal(SIGPIPE, SIG_IGN);
	server = start_server();
	test_requests();
	test_credentials();
	test_http_transfer_ceilings();
	test_http_transfer_answers();
	test_nowhere();
	test_proxy();
	ok(child_ends(send_broken_header, NULL, EXIT_BUG, "gc-tools: a line break in a header\n"),
	    "a header that is two ends the program");
	close(unused);
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
	return tap_done();
}
