/* Pacing, rule by rule: rates as texts, Retry-After, what is foretold, and what is not believed. */
#include "http/pace.h"
#include "tap.h"

static void
pace_rules_parsing(void)
{
	static const char *const bad[] = {"", "0", "0/m", "-1/m", "5/d", "5/", "/m", "5 /m", "5/m ",
	    "1e3", "99999999999999999999"};
	int64_t n, ms;

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		ok(!pace_parse(bad[i], &n, &ms), "'%s' is no rate", bad[i]);
	ok(pace_parse("300", &n, &ms) && n == 300 && ms == 60000, "300 is a minute's");
	ok(pace_parse("5/s", &n, &ms) && n == 5 && ms == 1000, "5/s");
	ok(pace_parse("2000/h", &n, &ms) && n == 2000 && ms == 3600000, "2000/h");
}

static void
pace_rules_retry_after(void)
{
	struct pace_answer busy = {.sent = 0,
	    .now = 10,
	    .status = 429,
	    .allowed = -1,
	    .count = -1,
	    .reset = -1,
	    .after_ms = 42000};
	struct pace_answer well = {.sent = 42010,
	    .now = 42020,
	    .status = 200,
	    .allowed = -1,
	    .count = -1,
	    .reset = -1,
	    .after_ms = -1};
	struct pace p;

	pace_init(&p, 0, 0);
	ok(pace_wait(&p, 0) == 0, "the first may leave");
	pace_sent(&p, 0);
	ok(pace_wait(&p, 1) == PACE_ANSWER, "alone");
	pace_heard(&p, &busy);
	ok(pace_wait(&p, 10) == 42000, "Retry-After holds all");
	ok(pace_wait(&p, 42009) == 1, "to the end");
	pace_sent(&p, 42010);
	ok(pace_wait(&p, 42011) == PACE_ANSWER, "then one, alone");
	pace_lost(&p);
	ok(pace_wait(&p, 42012) == 0, "another where that one was lost");
	pace_sent(&p, 42012);
	pace_heard(&p, &well);
	pace_sent(&p, 42021);
	ok(pace_wait(&p, 42022) == 0, "and all the others after its answer");
}

static void
pace_rules_foretells(void)
{
	struct pace_answer a = {
	    .now = 10, .status = 200, .allowed = 300, .count = 250, .reset = 60, .after_ms = -1};
	struct pace p;

	pace_init(&p, 0, 0);
	ok(pace_time(&p, 0, 1000000) == 0, "no limit is known, so none is foretold");
	pace_sent(&p, 0);
	pace_heard(&p, &a);
	ok(pace_time(&p, 10, 50) == 0, "what fits into the window takes no time");
	ok(pace_time(&p, 10, 51) == 60000, "one more waits for its end");
	ok(pace_time(&p, 20010, 50 + 300) == 40000, "as many as the next window allows");
	ok(pace_time(&p, 20010, 50 + 301) == 100000, "the rest in the one after it");
	pace_init(&p, 10, 60000);
	pace_sent(&p, 0);
	ok(pace_time(&p, 0, 4) == 30000, "our own rate: the first at its time, and four intervals");
}

/* Whatever a server says, nobody is held for longer than the bounds in pace.h. */
static void
pace_rules_nonsense(void)
{
	static const int64_t afters[] = {180001, 600000, 86400000, INT64_MAX / 2};
	static const long resets[] = {61, 120, 86400, 999999999};
	struct pace_answer busy = {
	    .now = 10, .status = 429, .allowed = -1, .count = -1, .reset = -1, .after_ms = -1};
	struct pace_answer full = {
	    .now = 10, .status = 200, .allowed = 300, .count = 300, .reset = -1, .after_ms = -1};
	struct pace p;

	for (size_t i = 0; i < COUNT_OF(afters); i++) {
		pace_init(&p, 0, 0);
		pace_sent(&p, 0);
		busy.after_ms = afters[i];
		pace_heard(&p, &busy);
		ok(pace_wait(&p, 10) == PACE_HOLD_MAX && pace_cause(&p) == PACE_HOLD,
		    "Retry-After of %lld ms", (long long)afters[i]);
	}
	for (size_t i = 0; i < COUNT_OF(resets); i++) {
		pace_init(&p, 0, 0);
		pace_sent(&p, 0);
		full.reset = resets[i];
		pace_heard(&p, &full);
		ok(pace_wait(&p, 10) == PACE_WINDOW_MAX && pace_cause(&p) == PACE_WINDOW &&
			p.claimed == (int64_t)resets[i] * 1000,
		    "a window of %ld s more", resets[i]);
	}
	full.reset = 60;
	pace_sent(&p, 70000);
	full.sent = full.now = 70000;
	pace_heard(&p, &full);
	ok(p.claimed == 0 && pace_wait(&p, 70000) == 60000, "a minute is believed");
	pace_init(&p, 1, 3600000);
	pace_sent(&p, 10);
	pace_heard(&p, &full);
	ok(pace_wait(&p, 70000) > 3000000 && pace_cause(&p) == PACE_RATE,
	    "a rate of our own may be as slow as it likes");
}

/* One answer to what was sent at `sent`. */
static void
pace_rules_answer(struct pace *p, int64_t sent, int64_t now, long count, long reset)
{
	struct pace_answer a = {.sent = sent,
	    .now = now,
	    .status = 200,
	    .allowed = 300,
	    .count = count,
	    .reset = reset,
	    .after_ms = -1};

	pace_heard(p, &a);
}

/* Answers out of order, without a count, or after the end that was told. */
static void
pace_rules_windows(void)
{
	struct pace_answer uncounted = {.sent = 30,
	    .now = 40,
	    .status = 200,
	    .allowed = 300,
	    .count = -1,
	    .reset = 60,
	    .after_ms = -1};
	struct pace p;

	pace_init(&p, 0, 0);
	for (int64_t i = 0; i < 3; i++)
		pace_sent(&p, 10 * i);
	pace_rules_answer(&p, 10, 20, 298, 60);
	pace_rules_answer(&p, 20, 30, 300, 60);
	ok(pace_wait(&p, 30) == PACE_ANSWER,
	    "a full window: nothing leaves as long as an answer may come");
	pace_rules_answer(&p, 0, 40, 299, 60);
	ok(pace_wait(&p, 40) == 59980, "then the next one waits for its end");
	ok(pace_time(&p, 40, 1) == 59980, "which is foretold");
	ok(pace_time(&p, 60021, 300) == 0, "what comes after that end finds a window that is free");

	pace_init(&p, 0, 0);
	pace_sent(&p, 0);
	pace_sent(&p, 0);
	pace_rules_answer(&p, 0, 10, 200, 60);
	pace_rules_answer(&p, 0, 20, 290, 3);
	ok(p.count == 200 && p.ends == 60010,
	    "an answer of the window before says nothing about this one");
	pace_sent(&p, 30);
	pace_heard(&p, &uncounted);
	ok(p.count == 201 && pace_time(&p, 40, 99) == 0 && pace_time(&p, 40, 100) > 0,
	    "an answer without a count is counted here");
}

/* A 429 that does not say for how long, and a rate that could not be kept. */
static void
pace_rules_unsaid(void)
{
	struct pace_answer busy = {
	    .now = 10, .status = 429, .allowed = -1, .count = -1, .reset = -1, .after_ms = -1};
	struct pace p;

	pace_init(&p, 0, 0);
	pace_sent(&p, 0);
	pace_heard(&p, &busy);
	ok(pace_wait(&p, 10) == 3000 && pace_cause(&p) == PACE_HOLD,
	    "429 without Retry-After holds for three seconds");
	pace_init(&p, 10, 60000);
	p.probing = false;
	pace_sent(&p, 0);
	pace_sent(&p, 6000);
	ok(pace_wait(&p, 6000) == 6000, "every six seconds one");
	pace_sent(&p, 40000);
	p.probing = false;
	p.under_way = 0;
	ok(pace_wait(&p, 40000) == 6000, "time that went by unused is not made up for");
}

/* After a window that others share, a short refusal that may be of the next one. */
static void
pace_rules_shared(void)
{
	struct pace_answer busy = {.status = 429,
	    .allowed = -1,
	    .count = -1,
	    .reset = -1,
	    .after_ms = 1000,
	    .sent = 2100,
	    .now = 2110};
	struct pace p;

	pace_init(&p, 0, 0);
	pace_sent(&p, 0);
	pace_rules_answer(&p, 0, 10, 300, 2);
	ok(pace_wait(&p, 10) == 2000, "a window of two seconds, used up by others");
	pace_sent(&p, 2100);
	pace_heard(&p, &busy);
	ok(p.slack == 0 && pace_wait(&p, 2110) == 1000,
	    "where windows are that short, a refusal does not mean that it had not ended");
}

int
main(void)
{
	pace_rules_nonsense();
	pace_rules_parsing();
	pace_rules_retry_after();
	pace_rules_foretells();
	pace_rules_windows();
	pace_rules_unsaid();
	pace_rules_shared();
	return tap_done();
}
