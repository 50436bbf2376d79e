/* retry.c - whether and when a request is tried again */
#include "http/retry.h"

const struct retry_policy retry_default = {
    .retries = 7,
    .base_ms = 500,
    .cap_ms = 30 * 1000,
    .after_ms = RETRY_AFTER_MAX,
    .give_up_ms = 600 * 1000,
};

static bool
is_transient(const struct retry_case *c)
{
	if (c->status == 0 || c->torn || c->overloaded)
		return true;
	return c->status == 408 || c->status == 429 || (c->status >= 500 && c->status != 501);
}

/* Whether the server cannot have carried out the request. */
static bool
was_not_taken(const struct retry_case *c)
{
	if (c->status == 0)
		return c->unsent;
	return c->status == 429 || c->overloaded || (c->status == 503 && c->after_ms >= 0);
}

/* base doubled for each failure, capped, less up to its half. */
static int64_t
back_off(const struct retry_policy *p, const struct retry_case *c)
{
	int64_t ms = p->base_ms;

	for (unsigned i = 1; i < c->failures && ms < p->cap_ms; i++)
		ms *= 2;
	if (ms > p->cap_ms)
		ms = p->cap_ms;
	return ms - (int64_t)((uint64_t)(ms / 2) * c->dice / UINT32_MAX);
}

enum retry_verdict
retry_decide(const struct retry_policy *p, const struct retry_case *c, int64_t *wait_ms)
{
	int64_t ms;

	if (!is_transient(c))
		return RETRY_NEVER;
	if (c->once && !was_not_taken(c))
		return RETRY_UNSURE;
	if (c->failures > p->retries)
		return RETRY_SPENT;
	if (c->after_ms > p->after_ms)
		return RETRY_TOO_LATE;
	ms = back_off(p, c);
	if (c->after_ms > 0)
		ms = c->after_ms;
	if (c->elapsed_ms + ms > p->give_up_ms)
		return RETRY_SPENT;
	*wait_ms = ms;
	return RETRY_WAIT;
}
