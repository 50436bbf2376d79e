/* limit.c - the rate limits of a token and of the org */
#include "server/limit.h"
#include "base/num.h"
#include "clock/simclock.h"

enum { WINDOW_MAX = 86400, REQUESTS_MAX = 1000000000 };

bool
limit_parse(const char *text, struct limit *limit)
{
	const char *slash = strchr(text, '/');
	char requests[16];

	if (slash == NULL || (size_t)(slash - text) >= sizeof requests)
		return false;
	memcpy(requests, text, (size_t)(slash - text));
	requests[slash - text] = '\0';
	return num_long(requests, 1, REQUESTS_MAX, &limit->requests) &&
	       num_long(slash + 1, 1, WINDOW_MAX, &limit->seconds);
}

/* Whole seconds until the window ends, rounded up, at least one. */
static long
seconds_left(const struct limit *limit, const struct counting *c)
{
	long long ms = c->begin + limit->seconds * 1000LL - simclock_ms();

	return ms > 1000 ? (long)((ms + 999) / 1000) : 1;
}

/* Count a request; false: it is one too many. */
static bool
limit_count(const struct limit *limit, struct counting *c)
{
	long long now = simclock_ms();

	if (limit->requests == 0)
		return true;
	if (c->begin == 0 || now >= c->begin + limit->seconds * 1000LL)
		*c = (struct counting){.begin = now};
	c->used++;
	return c->used <= limit->requests;
}

bool
limit_org_admits(struct request *rq)
{
	struct sim *sim = rq->sim;

	if (rq->token == NULL || limit_count(&sim->org_limit, &sim->org_window))
		return true;
	sim->stats.org_limited++;
	reply_too_many(rq, seconds_left(&sim->org_limit, &sim->org_window));
	return false;
}

bool
limit_admits(struct request *rq)
{
	struct sim *sim = rq->sim;

	if (rq->token == NULL || limit_count(&sim->limit, &rq->token->window))
		return true;
	sim->stats.limited++;
	reply_too_many(rq, seconds_left(&sim->limit, &rq->token->window));
	return false;
}

static void
number_header(struct request *rq, const char *name, long n)
{
	char text[24];

	snprintf(text, sizeof text, "%ld", n);
	reply_header(rq, name, text);
}

void
limit_headers(struct request *rq)
{
	const struct limit *limit = &rq->sim->limit;

	if (limit->requests == 0 || rq->token == NULL)
		return;
	number_header(rq, "inin-ratelimit-count", rq->token->window.used);
	number_header(rq, "inin-ratelimit-allowed", limit->requests);
	number_header(rq, "inin-ratelimit-reset", seconds_left(limit, &rq->token->window));
}
