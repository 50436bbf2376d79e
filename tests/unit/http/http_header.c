/* Header lines as servers send them, and as they had better not. */
#include "http/http_header.h"
#include "tap.h"

static size_t
http_header_read_line(struct http_answer *a, const char *line)
{
	return http_header_read(a, slice_str(line));
}

int
main(void)
{
	static const char *const odd[] = {"", "\r\n", ":", "inin-ratelimit-count", ": 7\r\n",
	    "inin-ratelimit-count: -1\r\n", "inin-ratelimit-count: 1e3\r\n",
	    "inin-ratelimit-count: 9999999999\r\n", "inin-ratelimit-count:\r\n",
	    "inin-ratelimit-counter: 9\r\n", "x-inin-ratelimit-count: 9\r\n"};
	struct http_answer a = {.body = BUF_INIT};
	char line[400];

	http_header_forget(&a);
	ok(a.limit.allowed == -1 && a.limit.count == -1 && a.limit.reset == -1, "nothing known");
	http_header_read_line(&a, "HTTP/1.1 200 OK\r\n");
	http_header_read_line(&a, "ININ-RateLimit-Allowed: 300\r\n");
	http_header_read_line(&a, "inin-ratelimit-count:17\r\n");
	http_header_read_line(&a, "inin-ratelimit-reset: \t 42 \r\n");
	ok(a.limit.allowed == 300 && a.limit.count == 17 && a.limit.reset == 42, "a limit");
	http_header_read_line(&a, "Content-Type: Application/JSON ; charset=UTF-8\r\n");
	ok(strcmp(a.type, "application/json") == 0, "a type, plain");
	http_header_read_line(&a, "content-type: ;q=1\r\n");
	ok(a.type[0] == '\0', "a type of parameters alone is none");
	http_header_read_line(&a, "ININ-Correlation-Id: 3f2a-b\r\n");
	ok(strcmp(a.correlation, "3f2a-b") == 0, "a correlation id");
	ok(http_header_read_line(&a, "content-length: 123\r\n") == 123, "a length");
	ok(http_header_read_line(&a, "content-length: 12x\r\n") == 0, "no length");
	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		a.limit.count = -1;
		http_header_read_line(&a, odd[i]);
		ok(a.limit.count == -1, "odd line %zu", i);
	}
	snprintf(line, sizeof line, "inin-correlation-id: %0300d\r\n", 0);
	http_header_read_line(&a, line);
	ok(strlen(a.correlation) == sizeof a.correlation - 1, "a long id is cut");
	snprintf(line, sizeof line, "etag: \"%0300d\"\r\n", 0);
	http_header_read_line(&a, line);
	ok(a.etag[0] == '\0', "an ETag that is too long is none");
	http_header_read_line(&a, "ETag: W/\"a,b\" \r\n");
	ok(strcmp(a.etag, "W/\"a,b\"") == 0, "an ETag, as it is spelled");
	http_header_read_line(&a, "HTTP/2 200\r\n");
	ok(a.limit.allowed == -1 && a.type[0] == '\0' && a.etag[0] == '\0' &&
		a.correlation[0] == '\0',
	    "the next status line resets the headers");
	return tap_done();
}
