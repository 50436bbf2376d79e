/* Tokens that the server refuses, and limits that it tells of one of them. */
#include "base/err.h"
#include "call_server.h"

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

int
main(void)
{
	test_renewed();
	test_foreign();
	test_other_token();
	test_dropped();
	test_doubted();
	return tap_done();
}
