/*
 * Pacing of several tokens against a simulated server and clock: N tokens use 95 % of N times the
 * limit and next to nothing is refused; a limit of the whole org holds all of them.
 */
#include "http/pace_set.h"
#include "pace_request.h"
#include "random.h"
#include "tap.h"

enum { RATE = 300, WINDOW = 60000 };

struct pace_set_scene {
	const char *what;
	size_t tokens;
	int64_t allowed, window;         /* of each token: requests, ms */
	int64_t org_allowed, org_window; /* of all together; 0: no limit */
	int64_t latency, parallel;
	int64_t windows;     /* to simulate */
	double least;        /* share of the limit that must be used */
	double refused_most; /* 429s per window */
};

struct bucket {
	int64_t begin, used; /* begin -1: no window yet */
};

struct pace_set_server {
	const struct pace_set_scene *s;
	struct bucket tokens[PACE_TOKENS_MAX], org;
	int64_t good, refused, org_refused;
	int64_t of_token[PACE_TOKENS_MAX]; /* good ones */
};

/* Count it; the milliseconds until the window ends if it is one too many, else 0. */
static int64_t
bucket_take(struct bucket *b, int64_t allowed, int64_t window, int64_t now)
{
	if (allowed == 0)
		return 0;
	if (b->begin < 0 || now >= b->begin + window)
		*b = (struct bucket){.begin = now};
	return ++b->used > allowed ? b->begin + window - now : 0;
}

static void
pace_set_serve(struct pace_set_server *sv, struct pace_request *q, int64_t now)
{
	const struct pace_set_scene *s = sv->s;
	struct bucket *b = &sv->tokens[q->token];
	int64_t left = bucket_take(&sv->org, s->org_allowed, s->org_window, now);

	q->answer = (struct pace_answer){.sent = q->sent, PACE_SILENT(200)};
	if (left > 0) {
		sv->org_refused++;
	} else {
		left = bucket_take(b, s->allowed, s->window, now);
		q->answer.allowed = (long)s->allowed;
		q->answer.count = (long)b->used;
		q->answer.reset = (long)pace_whole_seconds(b->begin + s->window - now);
		sv->refused += left > 0;
	}
	if (left > 0) {
		q->answer.status = 429;
		q->answer.after_ms = pace_whole_seconds(left) * 1000;
	} else {
		sv->good++;
		sv->of_token[q->token]++;
	}
}

/* One step of the simulation; returns when something happens next. */
static int64_t
pace_set_step(struct pace_set *p, struct pace_request *v, struct pace_set_server *sv, int64_t now)
{
	int64_t next = INT64_MAX, wait;
	struct pace_request *q;

	for (q = v; q < v + sv->s->parallel; q++) {
		if (q->busy && !q->arrived && q->arrives <= now) {
			pace_set_serve(sv, q, now);
			q->arrived = true;
		}
		if (q->busy && q->arrived && q->answers <= now) {
			q->answer.now = now;
			pace_set_heard(p, q->token, &q->answer);
			q->busy = false;
		}
	}
	for (q = v; q < v + sv->s->parallel; q++) {
		size_t token = 0;
		if (!q->busy) {
			wait = pace_set_wait(p, now, &token);
			if (wait > 0 && now + wait < next)
				next = now + wait;
			if (wait != 0)
				continue;
			pace_set_sent(p, token, now);
			*q = (struct pace_request){.busy = true,
			    .token = token,
			    .sent = now,
			    .arrives = now + sv->s->latency / 2,
			    .answers = now + sv->s->latency};
		}
		wait = q->arrived ? q->answers : q->arrives;
		next = wait < next ? wait : next;
	}
	return next;
}

static void
play(const struct pace_set_scene *s, struct pace_set_server *sv)
{
	static struct pace_request v[PARALLEL_MAX];
	int64_t start = 1000000, now = start, end = start + s->windows * s->window, next;
	struct pace_set p;

	*sv = (struct pace_set_server){.s = s, .org = {.begin = -1}};
	for (size_t i = 0; i < PACE_TOKENS_MAX; i++)
		sv->tokens[i].begin = -1;
	memset(v, 0, sizeof v);
	pace_set_init(&p, s->tokens, 0, 0);
	while (now < end) {
		next = pace_set_step(&p, v, sv, now);
		now = next > now ? next : now + 1;
	}
}

static void
pace_set_play_and_tell(const struct pace_set_scene *s)
{
	struct pace_set_server sv;
	double per_window, share, refused;

	play(s, &sv);
	per_window = (double)s->allowed * (double)s->tokens;
	if (s->org_allowed > 0)
		per_window = (double)(s->org_allowed * s->window / s->org_window);
	share = (double)sv.good / (per_window * (double)s->windows);
	refused = (double)sv.refused / (double)s->windows;
	ok(share >= s->least && share <= 1.001, "%s: %.1f %% of the limit", s->what, share * 100);
	ok(refused <= s->refused_most, "%s: %.2f refused per window", s->what, refused);
	if (s->org_allowed > 0)
		ok(sv.org_refused > 0 &&
			sv.org_refused <=
			    s->parallel * (s->windows * s->window / s->org_window + 1),
		    "%s: %lld refused by the org, no more than one for each that was under way",
		    s->what, (long long)sv.org_refused);
}

static const struct pace_set_scene scenes[] = {
    /* what, tokens, allowed, window, org: allowed, window, latency, parallel, windows */
    {"1 token", 1, 300, 60000, 0, 0, 200, 8, 10, 0.95, 0.1},
    {"2 tokens", 2, 300, 60000, 0, 0, 200, 8, 10, 0.95, 0.1},
    {"4 tokens", 4, 300, 60000, 0, 0, 200, 16, 10, 0.95, 0.1},
    {"10 tokens", 10, 300, 60000, 0, 0, 200, 40, 10, 0.95, 0.1},
    {"10 tokens, short windows", 10, 20, 1000, 0, 0, 20, 40, 60, 0.95, 0.1},
    {"4 tokens, slow answers", 4, 300, 60000, 0, 0, 1000, 32, 10, 0.95, 0.1},
    {"5 tokens of an org with a limit", 5, 300, 60000, 900, 60000, 200, 20, 10, 0.95, 0.1},
    {"10 tokens of an org with a short window", 10, 300, 60000, 100, 5000, 100, 40, 5, 0.85, 0.1},
};

/* What is sent to a fresh set at the same moment until it wants to wait; each is answered at once. */
static size_t
pace_set_burst(struct pace_set *p, size_t most, struct pace_set_server *sv, int64_t now)
{
	size_t n = 0, token = 0;

	while (n < most && pace_set_wait(p, now, &token) == 0) {
		struct pace_request q = {.token = token, .sent = now};
		pace_set_sent(p, token, now);
		pace_set_serve(sv, &q, now);
		q.answer.now = now;
		pace_set_heard(p, token, &q.answer);
		n++;
	}
	return n;
}

/* No token is used before it is needed, and each up to its limit. */
static void
in_their_order(void)
{
	static const struct pace_set_scene s = {.tokens = 3, .allowed = RATE, .window = WINDOW};
	struct pace_set_server sv = {
	    .s = &s, .tokens = {{.begin = -1}, {.begin = -1}, {.begin = -1}}};
	struct pace_set p;
	size_t token;

	pace_set_init(&p, 3, 0, 0);
	ok(pace_set_burst(&p, RATE, &sv, 1) == RATE && p.used == 1, "the first token has room");
	ok(pace_set_burst(&p, 1, &sv, 1) == 1 && p.used == 2, "the next one is used after it");
	ok(pace_set_burst(&p, 5 * RATE, &sv, 1) == 2 * RATE - 1 && sv.refused == 0 &&
		sv.of_token[0] == RATE && sv.of_token[1] == RATE && sv.of_token[2] == RATE,
	    "each is used up, and none is refused");
	ok(pace_set_wait(&p, 1, &token) == WINDOW && pace_set_cause(&p, 1) == PACE_WINDOW,
	    "then they wait for the window");
	ok(pace_set_time(&p, 1, 3) == WINDOW && pace_set_time(&p, 1, 3 * RATE + 3) == 2 * WINDOW,
	    "and say how long");
}

static void
dropped(void)
{
	static const struct pace_set_scene s = {.tokens = 3, .allowed = RATE, .window = WINDOW};
	struct pace_set_server sv = {
	    .s = &s, .tokens = {{.begin = -1}, {.begin = -1}, {.begin = -1}}};
	struct pace_set p;
	size_t token = 9;

	pace_set_init(&p, 3, 0, 0);
	ok(!pace_set_drop(&p, 0), "the only token is kept");
	pace_set_burst(&p, RATE, &sv, 1);
	ok(pace_set_wait(&p, 1, &token) == 0 && token == 1 && pace_set_drop(&p, 1) &&
		pace_set_left(&p) == 2,
	    "a token without a login is dropped");
	ok(pace_set_wait(&p, 1, &token) == 0 && token == 2, "the next one takes its place");
	ok(pace_set_burst(&p, 5 * RATE, &sv, 1) == RATE && sv.of_token[1] == 0,
	    "it is not used any more");
	ok(pace_set_drop(&p, 0) && !pace_set_drop(&p, 2), "one is left");
}

/* A 429 that is not the token's own holds all, and one request tries when it is over. */
static void
all_together(void)
{
	struct pace_answer a = {
	    .status = 429, .allowed = -1, .count = -1, .reset = -1, .after_ms = 7000};
	struct pace_set p;
	size_t token = 0;

	pace_set_init(&p, 4, 0, 0);
	pace_set_sent(&p, 0, 1);
	a.sent = a.now = 1;
	pace_set_heard(&p, 0, &a);
	ok(pace_set_wait(&p, 1, &token) == 7000 && p.used == 1 &&
		pace_set_wait_for(&p, 1, 0) == 7000 && pace_set_cause(&p, 1) == PACE_HOLD,
	    "all tokens wait, and none more is used");
	ok(pace_set_wait(&p, 7001, &token) == 0, "until then");
	pace_set_sent(&p, token, 7001);
	ok(pace_set_wait(&p, 7001, &token) == PACE_ANSWER, "one request tries");
	a.allowed = RATE;
	a.count = RATE;
	a.reset = 60;
	a.sent = a.now = 7001;
	pace_set_heard(&p, 0, &a);
	ok(pace_set_wait(&p, 7001, &token) == 0 && token == 1,
	    "a token's own 429 holds that token only");
}

/* --rate counts the requests of all tokens. */
static void
pace_set_own_rate(void)
{
	static const struct pace_set_scene s = {.tokens = 2, .allowed = 10, .window = WINDOW};
	struct pace_set_server sv = {.s = &s, .tokens = {{.begin = -1}, {.begin = -1}}};
	struct pace_set p;
	size_t token = 0;

	pace_set_init(&p, 2, 60, 60000);
	ok(pace_set_burst(&p, 5, &sv, 1) == 1 && pace_set_wait(&p, 1, &token) == 1000 &&
		pace_set_cause(&p, 1) == PACE_RATE && p.used == 1,
	    "one a second, with one token");
}

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(scenes); i++)
		pace_set_play_and_tell(&scenes[i]);
	in_their_order();
	dropped();
	all_together();
	pace_set_own_rate();
	return tap_done();
}
