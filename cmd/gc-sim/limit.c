/* limit.c - so many requests per token in a window of so many seconds */
#include "clock.h"
#include "limit.h"
#include "num.h"

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
seconds_left(const struct call *c)
{
	long long ms = c->token->window + c->sim->limit.seconds * 1000LL - clock_ms();

	return ms > 1000 ? (long)((ms + 999) / 1000) : 1;
}

bool
limit_admits(struct call *c)
{
	const struct limit *limit = &c->sim->limit;
	long long now = clock_ms();
	struct token *t = c->token;

	if (limit->requests == 0 || t == NULL)
		return true;
	if (t->window == 0 || now >= t->window + limit->seconds * 1000LL) {
		t->window = now;
		t->used = 0;
	}
	t->used++;
	if (t->used <= limit->requests)
		return true;
	c->sim->stats.limited++;
	reply_too_many(c, seconds_left(c));
	return false;
}

static void
number_header(struct call *c, const char *name, long n)
{
	char text[24];

	snprintf(text, sizeof text, "%ld", n);
	reply_header(c, name, text);
}

void
limit_headers(struct call *c)
{
	if (c->sim->limit.requests == 0 || c->token == NULL)
		return;
	number_header(c, "inin-ratelimit-count", c->token->used);
	number_header(c, "inin-ratelimit-allowed", c->sim->limit.requests);
	number_header(c, "inin-ratelimit-reset", seconds_left(c));
}
