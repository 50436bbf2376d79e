/* limit.c - the rate limit of a token */
#include "tokens/limit.h"
#include "base/num.h"
#include "simclock.h"

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

/* Whole seconds until this token's window ends, rounded up, at least one. */
static long
seconds_left(const struct request *rq)
{
	long long ms = rq->token->window + rq->sim->limit.seconds * 1000LL - simclock_ms();

	return ms > 1000 ? (long)((ms + 999) / 1000) : 1;
}

bool
limit_admits(struct request *rq)
{
	const struct limit *limit = &rq->sim->limit;
	long long now = simclock_ms();
	struct bearer *t = rq->token;

	if (limit->requests == 0 || t == NULL)
		return true;
	if (t->window == 0 || now >= t->window + limit->seconds * 1000LL) {
		t->window = now;
		t->used = 0;
	}
	t->used++;
	if (t->used <= limit->requests)
		return true;
	rq->sim->stats.limited++;
	reply_too_many(rq, seconds_left(rq));
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
	if (rq->sim->limit.requests == 0 || rq->token == NULL)
		return;
	number_header(rq, "inin-ratelimit-count", rq->token->used);
	number_header(rq, "inin-ratelimit-allowed", rq->sim->limit.requests);
	number_header(rq, "inin-ratelimit-reset", seconds_left(rq));
}
