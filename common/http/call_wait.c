/* call_wait.c - how long a call waits before it is sent, and how the wait is shown */
#include "base/clock.h"
#include "base/err.h"
#include "cli/progress.h"
#include "http/call_engine.h"

int64_t
call_wait(struct call *c, int64_t now)
{
	if (c->due > now)
		return c->due - now;
	if (c->foreign)
		return 0;
	if (c->renewals > 0 &&
	    !c->calls->pace.dropped[c->token]) /* it finds out whether the new token works */
		return pace_set_wait_for(&c->calls->pace, now, c->token);
	return pace_set_wait(&c->calls->pace, now, &c->token);
}

/* The server says that a window lasts longer than PACE_WINDOW_MAX: warn, once. */
static void
call_wait_doubt(struct calls *s)
{
	int64_t claimed = pace_set_claimed(&s->pace);

	if (claimed == 0 || s->doubted)
		return;
	s->doubted = true;
	warn("%s: the rate limit is used up; the server says for %lld s; trying again after %d s",
	    s->o.base, (long long)claimed / 1000, PACE_WINDOW_MAX / 1000);
}

static void
call_wait_show(const struct call *c, int64_t now, int64_t ms)
{
	struct calls *s = c->calls;
	enum pace_cause cause = pace_set_cause(&s->pace, now);

	if (c->due <= now && cause == PACE_RATE) {
		progress_wait("--rate", ms, 0);
	} else if (c->due <= now || c->status == 429) {
		if (c->due <= now && cause == PACE_WINDOW)
			call_wait_doubt(s);
		progress_wait("rate limit", ms, 0);
	} else if (c->tries > 0 || c->delay_for == NULL) {
		progress_wait("next try", ms, 0);
	} else {
		progress_wait(c->delay_for, -1, c->delay_from != 0 ? now - c->delay_from : 0);
	}
}

void
calls_show_wait(struct calls *s, const struct call *next, int64_t now, int64_t ms)
{
	int64_t since = s->figures.heard > s->busy_from ? s->figures.heard : s->busy_from;
	bool idle = http_active(s->http) == 0;

	if (s->finished.first != NULL || (idle && next == NULL)) {
		progress_wait_end();
		progress_tick();
	} else if (idle) {
		call_wait_show(next, now, ms);
	} else if (now - since >= PROGRESS_WAIT_MS) {
		progress_wait("server's answer", -1, now - since);
	} else {
		progress_wait_end();
		progress_tick();
	}
}

int64_t
calls_time(void *calls, size_t requests)
{
	struct calls *s = calls;

	return pace_set_time(
	    &s->pace, clock_ms(), requests < INT32_MAX ? (int64_t)requests : INT32_MAX);
}
