/* call_token.c - which token a call is sent with, and what a 401 means for it */
#include "base/err.h"
#include "base/plural.h"
#include "http/call_engine.h"

enum { RENEWALS_MAX = 3 };

static bool
call_token_is_dropped(const struct call *c)
{
	return c->calls->pace.dropped[c->token];
}

/* The call is sent with another token, before all others. */
static void
call_token_other(struct call *c)
{
	c->renewals = 0;
	c->due = 0;
	call_queue_add_first(&c->calls->waiting, c);
}

const char *
call_token_get(struct call *c, bool *ended)
{
	struct call_token t = {.why = "no token"};
	struct calls *s = c->calls;
	size_t left;

	if (s->o.token(s->o.user, c->token, s->tokens[c->token].refused, &t)) {
		c->token_serial = t.serial;
		return t.text;
	}
	*ended = !pace_set_drop(&s->pace, c->token);
	if (!*ended) {
		left = pace_set_left(&s->pace);
		warn("%s; continuing with %zu token%s", t.why, left, plural(left));
		call_token_other(c);
		return NULL;
	}
	c->status = 0;
	call_say(c, t.why);
	if (t.too_late)
		call_stop(s, t.why);
	call_finish(c, t.temporary ? CALL_TEMPORARY : CALL_FORBIDDEN);
	return NULL;
}

bool
call_token_may_renew(const struct call *c)
{
	const struct calls *s = c->calls;

	if (c->status != 401 || s->o.token == NULL || c->foreign)
		return false;
	return c->renewals == 0 || call_token_is_dropped(c) ||
	       (c->renewals < RENEWALS_MAX && c->token_serial == s->tokens[c->token].good);
}

/* Renew it at once and before all other calls, which cannot use the token either. */
void
call_token_renew(struct call *c)
{
	struct calls *s = c->calls;

	s->figures.retries++;
	if (call_token_is_dropped(c)) {
		call_token_other(c);
		return;
	}
	c->renewals++;
	c->due = 0;
	s->tokens[c->token].refused = c->token_serial;
	call_queue_add_first(&s->waiting, c);
}
