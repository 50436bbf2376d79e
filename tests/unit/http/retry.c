/* What is tried again, when, and what is not: a table. */
#include "http/retry.h"
#include "tap.h"

static const struct {
	const char *what;
	struct retry_case c;
	enum retry_verdict verdict;
	int64_t least, most; /* of the wait */
} table[] = {
    {"connection fault", {.failures = 1, .after_ms = -1}, RETRY_WAIT, 250, 500},
    {"second fault", {.failures = 2, .after_ms = -1}, RETRY_WAIT, 500, 1000},
    {"seventh fault", {.failures = 7, .after_ms = -1}, RETRY_WAIT, 15000, 30000},
    {"eighth fault", {.failures = 8, .after_ms = -1}, RETRY_SPENT, 0, 0},
    {"408", {.failures = 1, .status = 408, .after_ms = -1}, RETRY_WAIT, 250, 500},
    {"500", {.failures = 1, .status = 500, .after_ms = -1}, RETRY_WAIT, 250, 500},
    {"501", {.failures = 1, .status = 501, .after_ms = -1}, RETRY_NEVER, 0, 0},
    {"503", {.failures = 1, .status = 503, .after_ms = -1}, RETRY_WAIT, 250, 500},
    {"503 with Retry-After", {.failures = 1, .status = 503, .after_ms = 7000}, RETRY_WAIT, 7000,
	7000},
    {"429 with Retry-After", {.status = 429, .after_ms = 42000}, RETRY_WAIT, 42000, 42000},
    {"429 without", {.status = 429, .after_ms = -1}, RETRY_WAIT, 250, 500},
    {"429 after an hour", {.status = 429, .after_ms = 3600000}, RETRY_TOO_LATE, 0, 0},
    {"429 for ever", {.status = 429, .after_ms = 60000, .elapsed_ms = 595000}, RETRY_SPENT, 0, 0},
    {"400", {.failures = 1, .status = 400, .after_ms = -1}, RETRY_NEVER, 0, 0},
    {"401", {.failures = 1, .status = 401, .after_ms = -1}, RETRY_NEVER, 0, 0},
    {"403 with Retry-After", {.failures = 1, .status = 403, .after_ms = 1000}, RETRY_NEVER, 0, 0},
    {"404", {.failures = 1, .status = 404, .after_ms = -1}, RETRY_NEVER, 0, 0},
    {"409", {.failures = 1, .status = 409, .after_ms = -1}, RETRY_NEVER, 0, 0},
    {"400, overloaded", {.failures = 1, .status = 400, .overloaded = true, .after_ms = -1},
	RETRY_WAIT, 250, 500},
    {"409, overloaded, the eighth time",
	{.failures = 8, .status = 409, .overloaded = true, .after_ms = -1}, RETRY_SPENT, 0, 0},
    {"once: 500, overloaded",
	{.failures = 1, .once = true, .status = 500, .overloaded = true, .after_ms = -1},
	RETRY_WAIT, 250, 500},
    {"302", {.failures = 1, .status = 302, .after_ms = -1}, RETRY_NEVER, 0, 0},
    {"torn 200", {.failures = 1, .status = 200, .torn = true, .after_ms = -1}, RETRY_WAIT, 250,
	500},
    {"once: unsent", {.failures = 1, .once = true, .unsent = true, .after_ms = -1}, RETRY_WAIT, 250,
	500},
    {"once: broken", {.failures = 1, .once = true, .after_ms = -1}, RETRY_UNSURE, 0, 0},
    {"once: 500", {.failures = 1, .once = true, .status = 500, .after_ms = -1}, RETRY_UNSURE, 0, 0},
    {"once: 503", {.failures = 1, .once = true, .status = 503, .after_ms = -1}, RETRY_UNSURE, 0, 0},
    {"once: 503 with Retry-After", {.failures = 1, .once = true, .status = 503, .after_ms = 1000},
	RETRY_WAIT, 1000, 1000},
    {"once: 429", {.once = true, .status = 429, .after_ms = 1000}, RETRY_WAIT, 1000, 1000},
    {"once: torn", {.failures = 1, .once = true, .status = 200, .torn = true, .after_ms = -1},
	RETRY_UNSURE, 0, 0},
    {"once: 404", {.failures = 1, .once = true, .status = 404, .after_ms = -1}, RETRY_NEVER, 0, 0},
};

int
main(void)
{
	static const uint32_t dice[] = {0, 1, 0x7fffffff, UINT32_MAX};

	for (size_t i = 0; i < COUNT_OF(table); i++) {
		for (size_t d = 0; d < COUNT_OF(dice); d++) {
			struct retry_case c = table[i].c;
			int64_t ms = 0;
			c.dice = dice[d];
			ok(retry_decide(&retry_default, &c, &ms) == table[i].verdict &&
				ms >= table[i].least && ms <= table[i].most,
			    "%s, dice %x: %lld ms", table[i].what, dice[d], (long long)ms);
		}
	}
	for (unsigned tries = 0; tries < 3; tries++) {
		struct retry_policy p = retry_default;
		struct retry_case c = {.failures = tries + 1, .status = 500, .after_ms = -1};
		int64_t ms;
		p.retries = tries;
		ok(retry_decide(&p, &c, &ms) == RETRY_SPENT, "%u retries are %u", tries, tries);
	}
	return tap_done();
}
