/* What stops all calls: a server that refuses them for too long, or the caller. */
#include "call_server.h"

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
	test_shut();
	test_shut_later();
	test_stopped();
	return tap_done();
}
