/*
 * Pacing against a simulated server and clock: at least 95 % of the limit is used, and next to
 * nothing is refused, whatever the window, its rounding, the latency, and the number of clients.
 */
#include "pace_request.h"
#include "random.h"
#include "tap.h"

enum { CLIENTS_MAX = 4 };

enum rounding { UP, DOWN, NEAREST };

struct pace_scene {
	const char *what;
	int64_t allowed, window;   /* requests, ms */
	bool aligned;              /* windows follow the clock, not the first request */
	enum rounding rounding;    /* of what is left of the window, to seconds */
	bool silent;               /* no limit headers, only 429 and Retry-After */
	int64_t latency, parallel; /* ms; of each client */
	int clients;               /* that share the token */
	int64_t windows;           /* to simulate */
	double least;              /* share of the limit that must be used */
	double refused_most;       /* 429s per window */
};

struct pace_server {
	const struct pace_scene *s;
	int64_t begin, used; /* of the window */
	int64_t good, refused;
};

struct client {
	struct pace pace;
	struct pace_request v[PARALLEL_MAX];
};

static int64_t
pace_seconds(int64_t ms, enum rounding r)
{
	return r == UP ? pace_whole_seconds(ms) : (ms + (r == NEAREST ? 500 : 0)) / 1000;
}

static void
pace_serve(struct pace_server *sv, struct pace_request *q, int64_t now)
{
	const struct pace_scene *s = sv->s;
	int64_t left;

	if (s->aligned)
		sv->used = now - now % s->window == sv->begin ? sv->used : 0;
	if (s->aligned || sv->begin < 0 || now >= sv->begin + s->window) {
		sv->used = s->aligned ? sv->used : 0;
		sv->begin = s->aligned ? now - now % s->window : now;
	}
	left = sv->begin + s->window - now;
	sv->used++;
	q->answer = (struct pace_answer){.sent = q->sent, PACE_SILENT(200)};
	if (!s->silent) {
		q->answer.allowed = (long)s->allowed;
		q->answer.count = (long)sv->used;
		q->answer.reset = (long)pace_seconds(left, s->rounding);
	}
	if (sv->used > s->allowed) {
		q->answer.status = 429;
		q->answer.after_ms = pace_whole_seconds(left) * 1000;
		sv->refused++;
	} else {
		sv->good++;
	}
}

/* Send what the client may send at this time; returns when it wants to be asked again. */
static int64_t
pace_send_all(struct client *c, const struct pace_scene *s, struct random *r, int64_t now)
{
	for (int64_t i = 0; i < s->parallel; i++) {
		struct pace_request *q = &c->v[i];
		int64_t wait, there;
		if (q->busy)
			continue;
		wait = pace_wait(&c->pace, now);
		if (wait != 0)
			return wait == PACE_ANSWER ? INT64_MAX : now + wait;
		pace_sent(&c->pace, now);
		there = s->latency / 4 + (int64_t)random_below(r, (size_t)s->latency / 2 + 1);
		*q = (struct pace_request){
		    .busy = true, .sent = now, .arrives = now + there, .answers = now + s->latency};
	}
	return INT64_MAX;
}

/* What happens at this time in the requests of one client; returns when the next thing does. */
static int64_t
pace_handle(struct client *c, struct pace_server *sv, int64_t now)
{
	int64_t next = INT64_MAX;

	for (size_t i = 0; i < PARALLEL_MAX; i++) {
		struct pace_request *q = &c->v[i];
		if (!q->busy)
			continue;
		if (!q->arrived && q->arrives <= now) {
			pace_serve(sv, q, now);
			q->arrived = true;
		}
		if (q->arrived && q->answers <= now) {
			q->answer.now = now;
			pace_heard(&c->pace, &q->answer);
			q->busy = false;
			continue;
		}
		if (!q->arrived && q->arrives < next)
			next = q->arrives;
		if (q->arrived && q->answers < next)
			next = q->answers;
	}
	return next;
}

struct pace_outcome {
	double share, refused; /* of the limit; per window */
};

static struct pace_outcome
pace_play(const struct pace_scene *s)
{
	static struct client clients[CLIENTS_MAX];
	struct pace_server sv = {.s = s, .begin = -1};
	struct random r = {7};
	int64_t start = 1000000 * s->window + s->window / 3, now = start;
	int64_t end = start + s->windows * s->window;
	double share;

	memset(clients, 0, sizeof clients);
	for (int i = 0; i < s->clients; i++)
		pace_init(&clients[i].pace, 0, 0);
	while (now < end) {
		int64_t next = end;
		for (int i = 0; i < s->clients; i++) {
			int64_t t = pace_handle(&clients[i], &sv, now);
			next = t < next ? t : next;
			t = pace_send_all(&clients[i], s, &r, now);
			next = t < next ? t : next;
			t = pace_handle(&clients[i], &sv, now);
			next = t < next ? t : next;
		}
		now = next > now ? next : now + 1;
	}
	/* by the clock, the last of them begins before the end */
	share = (double)sv.good / (double)(s->allowed * (s->windows + s->aligned));
	return (struct pace_outcome){share, (double)sv.refused / (double)s->windows};
}

static void
pace_play_and_tell(const struct pace_scene *s)
{
	struct pace_outcome o = pace_play(s);

	ok(o.share >= s->least && o.share <= 1, "%s: %.1f %% of the limit", s->what, o.share * 100);
	ok(o.refused <= s->refused_most, "%s: %.2f refused per window", s->what, o.refused);
}

/* Limits, windows and lines drawn at random, as long as the line can carry the limit at all. */
static void
random_scenes(void)
{
	struct random r = {11};
	size_t played = 0, kept = 0, quiet = 0;

	while (played < 300) {
		struct pace_scene s = {.allowed = 20 + (int64_t)random_below(&r, 480),
		    .window = 1000 * (3 + (int64_t)random_below(&r, 58)),
		    .aligned = random_below(&r, 2) == 1,
		    .rounding = (enum rounding)random_below(&r, 3),
		    .latency = 5 + (int64_t)random_below(&r, 300),
		    .parallel = 1 + (int64_t)random_below(&r, 16),
		    .clients = 1 + (int)random_below(&r, 3),
		    .windows = 8};
		struct pace_outcome o;
		/* The first window is in its third part when the clock starts. */
		if (s.parallel * (s.window * 2 / 3 - 1500) / s.latency < s.allowed * 5 / 4)
			continue;
		o = pace_play(&s);
		played++;
		kept += o.share >= 0.95;
		quiet += o.refused <= 1.5 * s.clients;
		if (o.share < 0.95 || o.refused > 1.5 * s.clients)
			printf("# %lld/%lld s%s, rounding %d, latency %lld, %lld at a time, %d "
			       "programs: %.1f %%, %.2f refused\n",
			    (long long)s.allowed, (long long)s.window / 1000,
			    s.aligned ? " by the clock" : "", (int)s.rounding, (long long)s.latency,
			    (long long)s.parallel, s.clients, o.share * 100, o.refused);
	}
	ok(kept == played, "%zu of %zu random limits are used by 95 %%", kept, played);
	ok(quiet == played, "%zu of %zu with no more than 1.5 refusals per window and program",
	    quiet, played);
}

static const struct pace_scene scenes[] = {
    /* what, allowed, window, aligned, rounding, silent, latency, parallel, clients, windows */
    {"300/60 s", 300, 60000, false, UP, false, 200, 8, 1, 10, 0.95, 0.1},
    {"300/60 s, rounded down", 300, 60000, false, DOWN, false, 200, 8, 1, 10, 0.95, 0.2},
    {"300/60 s, rounded", 300, 60000, false, NEAREST, false, 200, 8, 1, 10, 0.95, 0.2},
    {"300/60 s by the clock", 300, 60000, true, UP, false, 200, 8, 1, 10, 0.95, 0.1},
    {"300/60 s by the clock, rounded down", 300, 60000, true, DOWN, false, 200, 8, 1, 10, 0.95,
	0.2},
    {"180/60 s", 180, 60000, true, NEAREST, false, 197, 4, 1, 10, 0.95, 0.2},
    {"3000/60 s", 3000, 60000, false, UP, false, 150, 32, 1, 5, 0.95, 0.2},
    {"10/60 s", 10, 60000, true, UP, false, 200, 8, 1, 10, 0.95, 0.1},
    {"1/5 s", 1, 5000, false, UP, false, 200, 8, 1, 20, 0.95, 0.1},
    {"100/10 s", 100, 10000, false, UP, false, 50, 8, 1, 20, 0.95, 0.1},
    {"100/10 s by the clock", 100, 10000, true, DOWN, false, 50, 8, 1, 20, 0.95, 0.1},
    {"50/5 s", 50, 5000, false, UP, false, 20, 8, 1, 20, 0.95, 0.1},
    {"50/2 s", 50, 2000, false, UP, false, 20, 8, 1, 50, 0.95, 0.1},
    {"20/1 s", 20, 1000, false, UP, false, 10, 8, 1, 100, 0.95, 0.1},
    {"200/60 s, one at a time", 200, 60000, false, UP, false, 100, 1, 1, 10, 0.95, 0.1},
    {"300/60 s, slow answers", 300, 60000, false, UP, false, 1000, 16, 1, 10, 0.95, 0.1},
    {"300/60 s, two programs", 300, 60000, false, UP, false, 200, 8, 2, 10, 0.95, 0.5},
    {"300/60 s by the clock, three programs", 300, 60000, true, DOWN, false, 200, 8, 3, 10, 0.95,
	0.5},
    {"40/1 s, two programs", 40, 1000, false, UP, false, 10, 8, 2, 50, 0.95, 0.5},
    {"300/60 s, four programs", 300, 60000, false, UP, false, 200, 8, 4, 10, 0.95, 1},
    {"100/10 s, two programs", 100, 10000, false, UP, false, 50, 8, 2, 20, 0.95, 0.5},
    {"300/60 s, no word of it but 429", 300, 60000, false, UP, true, 200, 8, 1, 10, 0.95, 8},
};

/* --rate: never more than allowed in any stretch, and at least 95 % of it. */
static void
pace_own_rate(const char *text, int64_t ms, int64_t jitter)
{
	struct random r = {3};
	struct pace_answer a = {PACE_SILENT(200)};
	int64_t n = 0, per = 0, sent = 0, now = 5, last = -1, closest = INT64_MAX, end, wait;
	struct pace p;

	ok(pace_parse(text, &n, &per), "%s", text);
	pace_init(&p, n, per);
	for (end = now + ms; now < end; now += 1 + (int64_t)random_below(&r, (size_t)jitter + 1)) {
		wait = pace_wait(&p, now);
		if (wait != 0)
			continue;
		pace_sent(&p, now);
		a.sent = a.now = now;
		pace_heard(&p, &a);
		sent++;
		if (last >= 0 && now - last < closest)
			closest = now - last;
		last = now;
	}
	ok(sent <= n * ms / per + 1 && (double)sent >= 0.95 * (double)(n * ms / per),
	    "%s: %lld sent in %lld ms", text, (long long)sent, (long long)ms);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(scenes); i++)
		pace_play_and_tell(&scenes[i]);
	random_scenes();
	pace_own_rate("300/m", 600000, 0);
	pace_own_rate("300/m", 600000, 30);
	pace_own_rate("10/s", 60000, 5);
	pace_own_rate("1000/s", 10000, 0);
	pace_own_rate("7/h", 36000000, 100);
	return tap_done();
}
