/*
 * Answers and what becomes of the call: case by case, from a server that gives each request of a
 * path its next answer, and the last one again.
 */
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

#include "base/io.h"
#include "child.h"
#include "http/call.h"
#include "tap.h"

enum { ANSWERS = 3 };

#define JSON_HEAD "Content-Type: application/json\r\n"

static const struct verdict_case {
	const char *what, *method;
	bool raw, once, foreign, posts;
	const char
	    *answers[ANSWERS]; /* "200 OK\r\nHEAD: …\r\n\r\nbody"; NULL: the last one again */
	enum call_verdict verdict;
	unsigned tries;
	const char *message; /* a part of the failure in words; NULL: none */
} cases[] = {
    {"an object", "GET", .answers = {"200 OK\r\n\r\n{ \"a\": 1 }"}, .verdict = CALL_OK, .tries = 1},
    {"a list", "GET", .answers = {"200 OK\r\n\r\n[]"}, .verdict = CALL_OK, .tries = 1},
    {"a word is no answer", "GET", .answers = {"200 OK\r\n" JSON_HEAD "\r\n\"a\""},
	.verdict = CALL_TEMPORARY, .tries = 2,
	.message = "the answer is not whole JSON (application/json, 3 bytes)"},
    {"of no type", "GET", .answers = {"200 OK\r\n\r\n<html>"}, .verdict = CALL_TEMPORARY,
	.tries = 2, .message = "the answer is not whole JSON (of no type, 6 bytes)"},
    {"half an object, then a whole one", "GET",
	.answers = {"200 OK\r\n\r\n{\"a\":", "200 OK\r\n\r\n{}"}, .verdict = CALL_OK, .tries = 2},
    {"a body that may be anything", "GET", .raw = true, .answers = {"200 OK\r\n\r\n<html>"},
	.verdict = CALL_OK, .tries = 1},
    {"no body for a GET", "GET", .answers = {"200 OK\r\nContent-Length: 0\r\n\r\n"},
	.verdict = CALL_TEMPORARY, .tries = 2, .message = "not whole JSON (of no type, 0 bytes)"},
    {"204 has none", "GET", .answers = {"204 No Content\r\n\r\n"}, .verdict = CALL_OK, .tries = 1},
    {"a DELETE needs none", "DELETE", .answers = {"200 OK\r\nContent-Length: 0\r\n\r\n"},
	.verdict = CALL_OK, .tries = 1},
    {"a HEAD has none", "HEAD", .answers = {"200 OK\r\nContent-Length: 7\r\n\r\n"},
	.verdict = CALL_OK, .tries = 1},
    {"a POST's body is JSON", "POST", .posts = true, .answers = {"200 OK\r\n\r\nx"},
	.verdict = CALL_TEMPORARY, .tries = 2, .message = "not whole JSON"},
    {"a POST that must not run twice", "POST", .posts = true, .once = true,
	.answers = {"200 OK\r\n\r\nx", "200 OK\r\n\r\n{}"}, .verdict = CALL_UNSURE, .tries = 1,
	.message = "not whole JSON"},
    {"one that the server was too busy for", "POST", .posts = true, .once = true,
	.answers = {"503 Busy\r\nRetry-After: 1\r\n\r\n", "200 OK\r\n\r\n{}"}, .verdict = CALL_OK,
	.tries = 2},
    {"no permission", "GET",
	.answers = {"403 Forbidden\r\n" JSON_HEAD
		    "\r\n{\"code\":\"not.authorized\",\"message\":\"no\"}"},
	.verdict = CALL_FORBIDDEN, .tries = 1, .message = "no"},
    {"no token and a 401", "GET", .answers = {"401 Unauthorized\r\n\r\n"},
	.verdict = CALL_FORBIDDEN, .tries = 1, .message = ""},
    {"a bad request", "GET", .answers = {"400 Bad Request\r\n\r\nwhat?"}, .verdict = CALL_REFUSED,
	.tries = 1, .message = ""},
    {"moved elsewhere", "GET", .answers = {"302 Found\r\nLocation: /x\r\n\r\n"},
	.verdict = CALL_REFUSED, .tries = 1, .message = "redirects are not followed"},
    {"a server error, then an answer", "GET", .answers = {"500 Oh\r\n\r\n", "200 OK\r\n\r\n{}"},
	.verdict = CALL_OK, .tries = 2},
    {"a bad request of a server that is too busy", "GET",
	.answers = {"400 Busy\r\n" JSON_HEAD "\r\n{\"code\":\"SlowDown\"}", "200 OK\r\n\r\n{}"},
	.verdict = CALL_REFUSED, .tries = 1, .message = ""},
    {"a database that is too busy", "POST", .posts = true, .once = true,
	.answers = {"400 Busy\r\n" JSON_HEAD "\r\n{\"code\":\"database.throughput.exceeded\"}",
	    "200 OK\r\n\r\n{}"},
	.verdict = CALL_OK, .tries = 2},
    {"a limit of all there are tokens for", "GET",
	.answers = {"429 Slow\r\nRetry-After: 1\r\ninin-ratelimit-allowed: 300\r\n\r\n",
	    "200 OK\r\n\r\n{}"},
	.verdict = CALL_OK, .tries = 2},
    {"a signed URL that the store refuses", "GET", .foreign = true, .raw = true,
	.answers = {"403 Forbidden\r\n\r\n<Error><Code>AccessDenied</Code></Error>"},
	.verdict = CALL_TEMPORARY, .tries = 1, .message = ""},
    {"one that is refused as unknown", "GET", .foreign = true, .raw = true,
	.answers = {"401 Unauthorized\r\n\r\n"}, .verdict = CALL_TEMPORARY, .tries = 1,
	.message = ""},
    {"one whose token is too old", "GET", .foreign = true, .raw = true,
	.answers = {"400 Bad\r\nContent-Type: application/xml\r\n\r\n"
		    "<Error><Code>ExpiredToken</Code><Message>old</Message></Error>"},
	.verdict = CALL_TEMPORARY, .tries = 1, .message = ""},
    {"one that is wrong", "GET", .foreign = true, .raw = true,
	.answers = {"400 Bad\r\nContent-Type: application/xml\r\n\r\n"
		    "<Error><Code>InvalidRequest</Code></Error>"},
	.verdict = CALL_REFUSED, .tries = 1, .message = ""},
    {"a bad request without a body", "GET", .foreign = true, .raw = true,
	.answers = {"400 Bad\r\nContent-Length: 0\r\n\r\n"}, .verdict = CALL_REFUSED, .tries = 1,
	.message = ""},
    {"a store that wants fewer requests", "GET", .foreign = true, .raw = true,
	.answers = {"429 Slow\r\nRetry-After: 0\r\n\r\n", "200 OK\r\n\r\nx"}, .verdict = CALL_OK,
	.tries = 2},
    {"a signed URL with another wait than is allowed", "GET", .foreign = true, .raw = true,
	.answers = {"429 Slow\r\nRetry-After: 1000\r\n\r\n"}, .verdict = CALL_TEMPORARY, .tries = 1,
	.message = ""},
};

static int
call_verdicts_listen_somewhere(int *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) != 0 || listen(fd, 16) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		child_broken("listen");
	*port = ntohs(at.sin_port);
	return fd;
}

/* Read a request without a body, or with one in the same packet; its path is "/CASE". */
static size_t
call_verdicts_read_request(int fd)
{
	struct buf request = BUF_INIT;
	char chunk[4096];
	size_t which = 0;
	ssize_t n;

	buf_puts(&request, "");
	while (strstr(request.p, "\r\n\r\n") == NULL && (n = read(fd, chunk, sizeof chunk)) > 0)
		buf_add(&request, chunk, (size_t)n);
	if (strchr(request.p, '/') != NULL)
		which = (size_t)strtoul(strchr(request.p, '/') + 1, NULL, 10);
	buf_release(&request);
	return which;
}

static GC_NORETURN void
call_verdicts_serve(int listener)
{
	size_t asked[COUNT_OF(cases)] = {0};
	int fd;

	while ((fd = accept(listener, NULL, NULL)) >= 0) {
		size_t which = call_verdicts_read_request(fd), i;
		const char *text;
		if (which >= COUNT_OF(cases))
			_exit(1);
		i = asked[which];
		if (i + 1 < ANSWERS && cases[which].answers[i + 1] != NULL)
			asked[which]++;
		text = cases[which].answers[i];
		if (!io_write(fd, "HTTP/1.0 ", 9) || !io_write(fd, text, strlen(text)))
			_exit(1);
		shutdown(fd, SHUT_WR);
		close(fd);
	}
	_exit(0);
}

static void
try_case(const struct calls_options *o, size_t i)
{
	const struct verdict_case *c = &cases[i];
	struct calls *calls =
	    calls_new(o); /* new ones: what one is told says nothing to the next */
	struct call call = {
	    .method = c->method, .once = c->once, .foreign = c->foreign, .raw = c->raw};
	char path[128];
	bool good;

	snprintf(path, sizeof path, "%s/%zu", c->foreign ? o->base : "", i);
	call.path = path;
	if (c->posts)
		call.body_out = slice_str("{}");
	call_fetch(calls, &call);
	good = call.verdict == c->verdict && call.tries == c->tries;
	if (c->message != NULL)
		good = good && call.message != NULL && strstr(call.message, c->message) != NULL;
	ok(good, "%s", c->what);
	if (!good)
		printf("# verdict %d, %u tries: %s\n", call.verdict, call.tries,
		    call.message != NULL ? call.message : "");
	call_release(&call);
	calls_free(calls);
}

/* A server that wants no more requests for long: the call ends, and with it all others. */
static void
test_shut(const struct calls_options *o)
{
	struct calls *calls = calls_new(o);
	struct call call = {.method = "GET", .raw = true}, next = call;
	char path[32];

	snprintf(path, sizeof path, "/%zu", COUNT_OF(cases) - 1);
	call.path = next.path = path;
	call_fetch(calls, &call);
	ok(call.verdict == CALL_TEMPORARY && call.status == 429 && calls_stopped(calls),
	    "a wait longer than allowed stops all calls");
	call_fetch(calls, &next);
	ok(next.verdict == CALL_DROPPED && strstr(next.message, "wants a wait of 1000 s") != NULL,
	    "the next one is not sent, and says why");
	call_release(&call);
	call_release(&next);
	calls_free(calls);
}

int
main(void)
{
	char base[64];
	struct calls_options o = {.base = base,
	    .retry = {
		.retries = 1, .base_ms = 2, .cap_ms = 4, .after_ms = 5000, .give_up_ms = 60000}};
	int port, fd = call_verdicts_listen_somewhere(&port);
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid < 0)
		child_broken("fork");
	if (pid == 0)
		call_verdicts_serve(fd);
	close(fd);
	snprintf(base, sizeof base, "http://127.0.0.1:%d", port);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		try_case(&o, i);
	test_shut(&o);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	return tap_done();
}
