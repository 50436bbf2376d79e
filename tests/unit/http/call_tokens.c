/*
 * Tokens that the server refuses, limits that it tells of one of them, and what stops all calls: each
 * test has a server of its own, which gives its answers in their order, and the last one again.
 */
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/err.h"
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
static void
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
static void
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

static void
tokens_serve_no_more(void)
{
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
}

/* Each login of a token has the next serial; token 1 gets one login. */
static unsigned logins, last_which, second_refused;

static bool
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

static struct calls *
tokens_start(size_t tokens, struct retry_policy retry)
{
	struct calls_options o = {
	    .base = base, .token = tokens_login, .tokens = tokens, .retry = retry, .parallel = 2};

	logins = second_refused = 0;
	return calls_new(&o);
}

static const struct retry_policy patient = {
    .retries = 20, .base_ms = 2, .cap_ms = 4, .after_ms = 5000, .give_up_ms = 60000};

static struct call
tokens_fetch(struct calls *calls)
{
	struct call c = {.method = "GET", .path = "/x"};

	call_fetch(calls, &c);
	return c;
}

static void
test_renewed(void)
{
	static const char *const twice[] = {REFUSED, REFUSED, GOOD, NULL};
	static const char *const worked[] = {REFUSED, BROKEN, REFUSED, GOOD, NULL};
	static const char *const always[] = {
	    REFUSED, BROKEN, REFUSED, BROKEN, REFUSED, BROKEN, REFUSED, GOOD, NULL};
	static const struct {
		const char *const *answers, *what;
		enum call_verdict verdict;
		unsigned tries;
	} cases[] = {
	    {twice, "a new token that never worked is not renewed", CALL_FORBIDDEN, 2},
	    {worked, "one that has worked is renewed once more", CALL_OK, 4},
	    {always, "but not for ever", CALL_FORBIDDEN, 7},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct calls *calls;
		struct call c;
		tokens_serve(cases[i].answers, 0, 0);
		calls = tokens_start(1, patient);
		c = tokens_fetch(calls);
		ok(c.verdict == cases[i].verdict && c.tries == cases[i].tries, "%s (%d, %u)",
		    cases[i].what, c.verdict, c.tries);
		call_release(&c);
		calls_free(calls);
		tokens_serve_no_more();
	}
}

/* A store's 401 says nothing of the token. */
static void
test_foreign(void)
{
	static const char *const answers[] = {GOOD, REFUSED, NULL};
	struct call c, store = {.method = "GET", .foreign = true, .raw = true};
	struct calls *calls;
	char url[128];

	tokens_serve(answers, 0, 0);
	calls = tokens_start(1, patient);
	c = tokens_fetch(calls);
	logins = 0;
	snprintf(url, sizeof url, "%s/y", base);
	store.path = url;
	call_fetch(calls, &store);
	ok(store.verdict == CALL_TEMPORARY && store.expired && store.tries == 1 && logins == 0,
	    "a signed URL that a store refuses has expired, and no token is renewed");
	call_release(&c);
	call_release(&store);
	calls_free(calls);
	tokens_serve_no_more();
}

/* The limit of one token: another one carries the call at once. */
static void
test_other_token(void)
{
	static const char *const answers[] = {
	    "429 Slow\r\nRetry-After: 4\r\n" LIMIT("300", "300", "4") "\r\n", GOOD, NULL};
	struct calls *calls;
	struct call c;
	int64_t since = clock_ms();

	tokens_serve(answers, 0, 0);
	calls = tokens_start(2, patient);
	c = tokens_fetch(calls);
	ok(c.verdict == CALL_OK && c.tries == 2 && last_which == 1 && clock_ms() - since < 4000,
	    "what the limit of one token holds up goes with another");
	call_release(&c);
	calls_free(calls);
	tokens_serve_no_more();
}

/* Two calls under way with a token that cannot be renewed: *late ms between their answers. */
static int
tokens_drop(void *late)
{
	static const char *const answers[] = {"200 OK\r\n" LIMIT("1", "1", "60") "\r\n{}",
	    "200 OK\r\n" LIMIT("300", "1", "60") "\r\n{}", REFUSED, REFUSED, NULL};
	struct call c, two[2] = {{.method = "GET", .path = "/a"}, {.method = "GET", .path = "/b"}};
	struct calls *calls;
	int64_t since = clock_ms();
	bool good;

	err_init("t");
	tokens_serve(answers, 3, *(int *)late);
	calls = tokens_start(2, patient);
	for (int i = 0; i < 2; i++) {
		c = tokens_fetch(calls);
		good = c.verdict == CALL_OK && last_which == (unsigned)i;
		call_release(&c);
		if (!good)
			return 1;
	}
	call_submit(calls, &two[0]);
	call_submit(calls, &two[1]);
	while (calls_figures(calls).retries < 2 && clock_ms() - since < 20000)
		calls_wait(calls, -1, 10);
	calls_wait(calls, -1, 10);
	good = calls_open(calls) == 2 && second_refused == 1 && calls_time(calls, SIZE_MAX) > 0;
	calls_stop(calls); /* the first token's window lasts for a minute */
	while (calls_wait(calls, -1, -1))
		continue;
	good = good && two[0].verdict == CALL_DROPPED && two[1].verdict == CALL_DROPPED;
	call_release(&two[0]);
	call_release(&two[1]);
	calls_free(calls);
	tokens_serve_no_more();
	return good ? 0 : 2;
}

static void
test_dropped(void)
{
	int late[] = {0, 200};

	for (size_t i = 0; i < COUNT_OF(late); i++)
		ok(child_ends(tokens_drop, &late[i], 0,
		       "t: client 2: not today; continuing with 1 token\n"),
		    "calls whose token is gone wait for another, and one message says so");
}

/* A window that is longer than any: said once. */
static int
tokens_doubt(void *unused)
{
	static const char *const answers[] = {"200 OK\r\n" LIMIT("1", "1", "1000") "\r\n{}", NULL};
	struct call c, next = {.method = "GET", .path = "/x"};
	struct calls *calls;

	(void)unused;
	err_init("t");
	tokens_serve(answers, 0, 0);
	calls = tokens_start(1, patient);
	c = tokens_fetch(calls);
	call_submit(calls, &next);
	for (int i = 0; i < 3; i++)
		calls_wait(calls, -1, 10);
	calls_stop(calls);
	while (calls_wait(calls, -1, -1))
		continue;
	call_release(&c);
	call_release(&next);
	calls_free(calls);
	tokens_serve_no_more();
	return next.verdict == CALL_DROPPED && next.tries == 0 ? 0 : 1;
}

static void
test_doubted(void)
{
	struct child c = child_run(tokens_doubt, NULL);
	const char *says =
	    strstr(c.err.p, ": the rate limit is used up; the server says for 1000 s; "
			    "trying again after 60 s\n");

	ok(c.status == 0 && says != NULL && strchr(says, '\n')[1] == '\0',
	    "a window of 1000 s: said once");
	child_release(&c);
}

/* 429 for every request until a call may wait no longer. */
static void
test_shut(void)
{
	static const char *const asks[] = {"429 Slow\r\nRetry-After: 1\r\n\r\n", NULL};
	static const char *const lately[] = {BROKEN, "429 Slow\r\nRetry-After: 1\r\n\r\n", NULL};
	struct retry_policy hasty = {
	    .retries = 1000, .base_ms = 40, .cap_ms = 40, .after_ms = 5000, .give_up_ms = 500};
	struct calls *calls;
	struct call c, next;

	tokens_serve(asks, 0, 0);
	calls = tokens_start(1, hasty);
	c = tokens_fetch(calls);
	next = tokens_fetch(calls);
	ok(c.verdict == CALL_TEMPORARY &&
		strstr(c.message, "gave up after 1 try; the server wants a wait of 1 s") != NULL &&
		next.verdict == CALL_DROPPED &&
		strcmp(next.message, "not tried: the server refuses all requests with 429 and "
				     "wants a wait of 1 s") == 0,
	    "a wait that is longer than a call may last stops all calls");
	call_release(&c);
	call_release(&next);
	calls_free(calls);
	tokens_serve_no_more();

	tokens_serve(lately, 0, 0);
	hasty.base_ms = hasty.cap_ms = 300;
	hasty.give_up_ms = 1100;
	calls = tokens_start(1, hasty);
	c = tokens_fetch(calls);
	ok(c.verdict == CALL_TEMPORARY && c.tries == 2 && !calls_stopped(calls),
	    "not where something else took the call's time");
	call_release(&c);
	calls_free(calls);
	tokens_serve_no_more();
}

/* Two calls under way: 429 for both, for the second one when a call may wait no longer. */
static void
test_shut_later(void)
{
	static const char *const answers[] = {GOOD, "429 Slow\r\n\r\n", NULL};
	struct retry_policy hasty = {
	    .retries = 9, .base_ms = 40, .cap_ms = 40, .after_ms = 5000, .give_up_ms = 100};
	struct call c, two[2] = {{.method = "GET", .path = "/a"}, {.method = "GET", .path = "/b"}};
	struct calls *calls;

	tokens_serve(answers, 2, 200);
	calls = tokens_start(1, hasty);
	c = tokens_fetch(calls);
	call_release(&c);
	call_submit(calls, &two[0]);
	call_submit(calls, &two[1]);
	while (calls_wait(calls, -1, -1))
		continue;
	c = tokens_fetch(calls);
	ok(calls_stopped(calls) && c.verdict == CALL_DROPPED && c.tries == 0 &&
		strcmp(c.message, "not tried: the server refuses all requests with 429") == 0,
	    "429 for longer than a call may wait stops all calls, and no wait is made up");
	call_release(&c);
	call_release(&two[0]);
	call_release(&two[1]);
	calls_free(calls);
	tokens_serve_no_more();
}

/* calls_stop() while a call is under way: its failure is nobody's reason to go on, or to say more. */
static void
test_stopped(void)
{
	static const char *const answers[][3] = {
	    {GOOD, BROKEN, NULL}, {GOOD, "429 Slow\r\nRetry-After: 1000\r\n\r\n", NULL}};
	struct retry_policy once = {
	    .retries = 0, .base_ms = 1, .cap_ms = 1, .after_ms = 5000, .give_up_ms = 60000};

	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		struct call c, late = {.method = "GET", .path = "/x"};
		struct calls *calls;
		tokens_serve(answers[i], 1, 100);
		calls = tokens_start(1, once);
		c = tokens_fetch(calls);
		call_submit(calls, &late);
		calls_wait(calls, -1, 0);
		calls_stop(calls);
		while (calls_wait(calls, -1, -1))
			continue;
		ok(late.verdict == CALL_DROPPED && late.tries == 1 && late.status >= 429,
		    "a call that fails after the stop is dropped: %ld", late.status);
		call_release(&c);
		c = tokens_fetch(calls);
		ok(c.verdict == CALL_DROPPED &&
			strcmp(c.message, "not tried, since nothing could succeed any more") == 0,
		    "and gives no reason to the next one");
		call_release(&c);
		call_release(&late);
		calls_free(calls);
		tokens_serve_no_more();
	}
}

int
main(void)
{
	test_renewed();
	test_foreign();
	test_other_token();
	test_dropped();
	test_doubted();
	test_shut();
	test_shut_later();
	test_stopped();
	return tap_done();
}
