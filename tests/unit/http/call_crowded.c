/* Calls whose answers do not fit into memory side by side, and what a caller may not or need not say. */
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/err.h"
#include "child.h"
#include "http/call_engine.h"
#include "tap.h"

enum { CROWD = 6, CROWDED_BODY = 3 << 20, CROWDED_BUDGET = 4 << 20 };

static char base[64];

/* Each connection in a process of its own: [x…] of CROWDED_BODY bytes. */
static void
crowded_answer(int fd)
{
	static char block[1 << 16];
	size_t left = CROWDED_BODY;
	ssize_t n = read(fd, block, sizeof block);

	memset(block, '1', sizeof block);
	if (n > 0)
		n = dprintf(fd, "HTTP/1.0 200 OK\r\n\r\n[");
	while (n > 0 && left > 0) {
		n = write(fd, block, left < sizeof block ? left : sizeof block);
		left -= n > 0 ? (size_t)n : 0;
	}
	if (n > 0)
		n = write(fd, "]", 1);
	_exit(n == 1 ? 0 : 1);
}

static pid_t
crowded_serve(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0), one;
	pid_t pid;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) != 0 || listen(fd, 64) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		child_broken("listen");
	snprintf(base, sizeof base, "http://127.0.0.1:%d", ntohs(at.sin_port));
	fflush(stdout);
	pid = fork();
	if (pid < 0)
		child_broken("fork");
	if (pid == 0) {
		signal(SIGCHLD, SIG_IGN);
		while ((one = accept(fd, NULL, NULL)) >= 0) {
			if (fork() == 0)
				crowded_answer(one);
			close(one);
		}
		_exit(1);
	}
	close(fd);
	return pid;
}

static void
crowded_note(struct call *c)
{
	*(bool *)c->user = c->verdict == CALL_OK && c->body.n == CROWDED_BODY + 2 &&
			   c->tries == 1 && c->failures == 0;
	call_release(c);
}

/* Many calls, the first one before all others: they wait until its answer tells of no limit. */
static void
test_crowded(bool foreign)
{
	struct calls_options o = {.base = base,
	    .http = {.budget = CROWDED_BUDGET, .connect_s = 7, .stall_s = 30},
	    .parallel = CROWD};
	struct calls *calls = calls_new(&o);
	struct call first = {.method = "GET", .path = "/"}, all[CROWD];
	bool whole[CROWD] = {false};
	size_t good = 0;

	call_fetch(calls, &first);
	for (size_t i = 0; i < CROWD; i++) {
		all[i] = (struct call){.method = "GET",
		    .path = foreign ? base : "/",
		    .foreign = foreign,
		    .raw = foreign,
		    .done = crowded_note,
		    .user = &whole[i]};
		call_submit(calls, &all[i]);
	}
	while (calls_wait(calls, -1, -1))
		continue;
	for (size_t i = 0; i < CROWD; i++)
		good += whole[i];
	ok(first.verdict == CALL_OK && good == CROWD && calls_figures(calls).retries == 0,
	    "each answer comes whole, and as the first try: %zu requests for %d calls%s",
	    calls_figures(calls).requests, CROWD + 1, foreign ? " of signed URLs" : "");
	call_release(&first);
	calls_free(calls);
}

static void
crowded_never(struct call *c)
{
	*(bool *)c->user = true;
}

/* A call that is to wait before it is sent, whatever that is for. */
static void
test_delayed(void)
{
	struct calls_options o = {.base = base};
	struct calls *calls = calls_new(&o);
	struct call c = {.method = "GET", .path = "/", .delay_ms = 80, .delay_for = "test"};
	int64_t since = clock_ms();

	call_submit(calls, &c);
	ok(calls_wait(calls, -1, 0) && calls_figures(calls).requests == 0,
	    "it is not sent at once");
	while (calls_wait(calls, -1, -1))
		continue;
	ok(c.verdict == CALL_OK && c.sent - since >= 80, "but when its delay is over");
	call_release(&c);
	calls_free(calls);
}

/* What is under way when the engine is freed is dropped: nobody hears of it. */
static void
test_freed(void)
{
	struct calls_options o = {.base = base, .parallel = CROWD};
	struct calls *calls = calls_new(&o);
	struct call all[CROWD];
	bool heard = false;

	ok(!calls_wait(calls, -1, -1), "nothing is under way yet");
	for (size_t i = 0; i < CROWD; i++) {
		all[i] = (struct call){.method = "GET",
		    .path = base,
		    .foreign = true,
		    .raw = true,
		    .done = crowded_never,
		    .user = &heard};
		call_submit(calls, &all[i]);
	}
	ok(calls_wait(calls, -1, 0) && calls_open(calls) == CROWD &&
		calls_figures(calls).requests == CROWD,
	    "all are sent");
	calls_free(calls);
	for (size_t i = 0; i < CROWD; i++)
		call_release(&all[i]);
	ok(!heard, "and none is heard of");
}

static int
crowded_headers(void *unused)
{
	const char *headers[CALL_HEADERS + 2];
	struct calls_options o = {.base = base};
	struct call c = {.method = "GET", .path = "/", .headers = headers};

	(void)unused;
	err_init("t");
	for (size_t i = 0; i <= CALL_HEADERS; i++)
		headers[i] = "A: b";
	headers[CALL_HEADERS + 1] = NULL;
	call_fetch(calls_new(&o), &c);
	return 0;
}

/* A call without done(), and without a policy of retries. */
static void
test_unsaid(void)
{
	struct calls_options o = {.base = base};
	struct calls *calls = calls_new(&o);
	struct call c = {.method = "GET", .path = "/"};

	call_submit(calls, &c);
	while (calls_wait(calls, -1, -1))
		continue;
	ok(c.verdict == CALL_OK && c.body.n == CROWDED_BODY + 2 && calls_open(calls) == 0,
	    "nobody needs to be told that a call is done");
	ok(calls->o.retry.retries == retry_default.retries && calls->o.parallel == 1,
	    "unless told otherwise: the usual retries, one call at a time");
	call_release(&c);
	calls_free(calls);
}

int
main(void)
{
	pid_t server = crowded_serve();

	test_crowded(false);
	test_crowded(true);
	test_unsaid();
	test_delayed();
	test_freed();
	ok(child_ends(crowded_headers, NULL, EXIT_BUG, "t: too many headers\n"),
	    "more headers than there is room for are a fault of the program");
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
	return tap_done();
}
