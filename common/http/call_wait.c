/* call_wait.c - how long a call waits before it is sent, and how the wait is shown */
#include "base/clock.h"
#include "base/err.h"
#include "base/progress.h"
#include "http/call_engine.h"

int64_t
call_wait(const struct call *c, int64_t now)
{
	if (c->due > now)
		return c->due - now;
	return c->foreign ? 0 : pace_wait(&c->calls->pace, now);
}

/* The server says that a window lasts longer than PACE_WINDOW_MAX: warn, once. */
static void
call_wait_doubt(struct calls *s)
{
	if (s->pace.claimed == 0 || s->doubted)
		return;
	s->doubted = true;
	warn("%s: the rate limit is used up; the server says for %lld s; trying again after %d s",
	    s->o.base, (long long)s->pace.claimed / 1000, PACE_WINDOW_MAX / 1000);
}

void
call_wait_show(const struct call *c, int64_t now, int64_t ms)
{
	struct calls *s = c->calls;

	if (c->due <= now && pace_cause(&s->pace) == PACE_RATE) {
		progress_wait("--rate", ms, 0);
	} else if (c->due <= now || c->status == 429) {
		if (c->due <= now && pace_cause(&s->pace) == PACE_WINDOW)
			call_wait_doubt(s);
		progress_wait("rate limit", ms, 0);
	} else if (c->tries > 0 || c->delay_for == NULL) {
		progress_wait("next try", ms, 0);
	} else {
		progress_wait(c->delay_for, -1, c->delay_from != 0 ? now - c->delay_from : 0);
	}
}
