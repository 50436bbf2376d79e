/*
 * call_server.h - a server for the tests of calls with tokens: it gives its answers in their order, and
 * the last one again; and a login of two tokens. A test program includes it once.
 */
#ifndef CALL_SERVER_H
#define CALL_SERVER_H

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/io.h"
#include "child.h"
#include "http/call_engine.h"
#include "tap.h"

#define LIMIT(allowed, count, reset)                                                 \
	"inin-ratelimit-allowed: " allowed "\r\ninin-ratelimit-count: " count "\r\n" \
	"inin-ratelimit-reset: " reset "\r\n"
#define REFUSED "401 Unauthorized\r\n\r\n"
#define BROKEN  "500 Oh\r\n\r\n"
#define GOOD    "200 OK\r\n\r\n{}"

static char base[64];
static pid_t server;

/* The answer of one connection, after so many milliseconds. */
static inline void
tokens_answer(int fd, const char *text, int late)
{
	char chunk[4096];
	struct buf request = BUF_INIT;
	ssize_t n;

	buf_puts(&request, "");
	while (strstr(request.p, "\r\n\r\n") == NULL && (n = read(fd, chunk, sizeof chunk)) > 0)
		buf_add(&request, chunk, (size_t)n);
	buf_release(&request);
	poll(NULL, 0, late);
	if (!io_write(fd, "HTTP/1.0 ", 9) || !io_write(fd, text, strlen(text)))
		_exit(1);
	shutdown(fd, SHUT_WR);
	close(fd);
}

/* From number `late` on, each answer comes that much later than its request. */
static inline void
tokens_serve(const char *const *answers, size_t late, int ms)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0), one;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) != 0 || listen(fd, 16) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		child_broken("listen");
	snprintf(base, sizeof base, "http://127.0.0.1:%d", ntohs(at.sin_port));
	fflush(stdout);
	server = fork();
	if (server < 0)
		child_broken("fork");
	for (size_t i = 0; server == 0 && (one = accept(fd, NULL, NULL)) >= 0; i++) {
		tokens_answer(one, *answers, i >= late ? ms : 0);
		answers += answers[1] != NULL;
	}
	if (server == 0)
		_exit(0);
	close(fd);
}

static inline void
tokens_serve_no_more(void)
{
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
}

/* Each login of a token has the next serial; token 1 gets one login. */
static unsigned logins, last_which, second_refused;

static inline bool
tokens_login(void *user, size_t which, unsigned refused, struct call_token *token)
{
	static unsigned serial;

	(void)user;
	last_which = (unsigned)which;
	if (which == 1 && refused != 0) {
		second_refused++;
		token->why = "client 2: not today";
		return false;
	}
	if (serial == 0 || refused == serial) {
		serial++;
		logins++;
	}
	token->text = "t";
	token->serial = serial;
	return true;
}

static inline struct calls *
tokens_start(size_t tokens, struct retry_policy retry)
{
	struct calls_options o = {
	    .base = base, .token = tokens_login, .tokens = tokens, .retry = retry, .parallel = 2};

	logins = second_refused = 0;
	return calls_new(&o);
}

static const struct retry_policy patient = {
    .retries = 20, .base_ms = 2, .cap_ms = 4, .after_ms = 5000, .give_up_ms = 60000};

static inline struct call
tokens_fetch(struct calls *calls)
{
	struct call c = {.method = "GET", .path = "/x"};

	call_fetch(calls, &c);
	return c;
}

#endif
