/* call_judge.c - decide after an answer: the end of the call, a retry, or a new token */
#include "base/clock.h"
#include "base/err.h"
#include "base/plural.h"
#include "http/api_code.h"
#include "http/api_error.h"
#include "http/call_engine.h"
#include "json/compact.h"

enum { PATIENCE = 3 /* tries */ };

/* xorshift32: back-off needs spread, not secrecy. */
static uint32_t
call_roll(struct calls *s)
{
	s->dice ^= s->dice << 13;
	s->dice ^= s->dice >> 17;
	s->dice ^= s->dice << 5;
	return s->dice;
}

/* Whether a 2xx has no valid JSON body although one is required; makes the body compact. */
static bool
is_torn(struct call *c, const struct http_answer *a)
{
	struct buf why = BUF_INIT;
	enum json_type root;

	if (c->raw || strcmp(c->method, "HEAD") == 0 || c->status == 204)
		return false;
	if (c->body.n == 0 && strcmp(c->method, "GET") != 0)
		return false;
	root = compact(&c->calls->json, &c->body);
	if (root == JSON_OBJECT || root == JSON_ARRAY)
		return false;
	buf_printf(&why, "the answer is not whole JSON (%s, %zu bytes)",
	    a->type[0] != '\0' ? a->type : "of no type", c->body.n);
	call_say(c, why.p);
	buf_release(&why);
	return true;
}

static void
call_note(const struct call *c, const char *what)
{
	const char *path = c->foreign ? "(signed URL)" : c->path;

	if (c->status != 0)
		debug("%s %s: %ld%s", c->method, path, c->status, what);
	else
		debug("%s %s: %s%s", c->method, path, c->message, what);
}

static void
give_up(struct call *c, enum retry_verdict verdict, int64_t after_ms)
{
	struct buf b = BUF_INIT;

	buf_puts(&b, c->message);
	if (verdict == RETRY_UNSURE)
		buf_puts(&b, "; it is not known whether the request was carried out");
	else if (verdict == RETRY_SPENT)
		buf_printf(
		    &b, "; gave up after %u tr%s", c->tries, plural_of(c->tries, "y", "ies"));
	if (verdict != RETRY_UNSURE && after_ms > 0)
		buf_printf(&b, "; the server wants a wait of %lld s", (long long)after_ms / 1000);
	free(c->message);
	c->message = buf_detach(&b);
	if (verdict == RETRY_UNSURE)
		call_finish(c, CALL_UNSURE);
	else
		call_finish(c, c->calls->stopped ? CALL_DROPPED : CALL_TEMPORARY);
}

/*
 * Whether the server refuses all calls for longer than a call may wait: by one Retry-After, or by
 * 429 for every request. All other calls would get the same answer.
 */
static bool
is_shut(const struct call *c, enum retry_verdict verdict, int64_t after_ms)
{
	const struct calls *s = c->calls;

	if (c->status != 429 || c->foreign || s->stopped)
		return false;
	return verdict == RETRY_TOO_LATE || clock_ms() - s->shut + after_ms > s->o.retry.give_up_ms;
}

/* Stop sending. The calls that were not sent get the server's demand as their message. */
static void
call_shut(struct calls *s, int64_t after_ms)
{
	struct buf why = BUF_INIT;

	buf_puts(&why, "not tried: the server refuses all requests with 429");
	if (after_ms > 0)
		buf_printf(&why, " and wants a wait of %lld s", (long long)after_ms / 1000);
	call_stop(s, why.p);
	buf_release(&why);
}

/*
 * A host that has never answered may be the wrong one, so the user must see that the program
 * waits for it.
 */
static void
complain_once(const struct call *c)
{
	struct calls *s = c->calls;

	if (s->complained || c->foreign || s->figures.heard != 0 || c->failures < PATIENCE)
		return;
	s->complained = true;
	warn("%s: %s; trying again", s->o.base, c->message);
}

static void
try_again(struct call *c, int64_t wait_ms)
{
	call_note(c, ", trying again");
	complain_once(c);
	c->due = clock_ms() + wait_ms;
	c->calls->figures.retries++;
	call_queue_add(&c->calls->waiting, c);
}

/*
 * For how long there has been no success. If the host does not answer, or only with 429, this
 * counts for every call.
 */
static int64_t
call_elapsed(const struct call *c, const struct http_answer *a)
{
	int64_t from = a->fault != HTTP_ANSWERED ? c->calls->silent
		       : a->status == 429        ? c->calls->shut
						 : 0;

	return clock_ms() - (!c->foreign && from != 0 && from < c->begun ? from : c->begun);
}

/*
 * Whether a store refused a signed URL, which means only that the URL is no longer valid: the
 * permissions were checked by the request that returned the URL.
 */
static bool
is_expired(const struct call *c)
{
	if (!c->foreign)
		return false;
	return c->status == 401 || c->status == 403 ||
	       (c->status == 400 && c->code != NULL && strcmp(c->code, "ExpiredToken") == 0);
}

static enum call_verdict
final_verdict(const struct call *c)
{
	if (c->expired)
		return CALL_TEMPORARY;
	return c->status == 401 || c->status == 403 ? CALL_FORBIDDEN : CALL_REFUSED;
}

/* Whether a token's limit is used up and another token may carry the call: pacing decides. */
static bool
is_token_limit(const struct call *c, const struct http_answer *a)
{
	return a->status == 429 && !c->foreign && a->limit.allowed >= 0 &&
	       pace_set_left(&c->calls->pace) > 1;
}

/* The call has failed: try again, or end it. */
static void
not_well(struct call *c, const struct http_answer *a, bool torn)
{
	struct calls *s = c->calls;
	struct retry_case r = {
	    .status = c->status,
	    .unsent = a->fault == HTTP_UNSENT,
	    .torn = torn,
	    .overloaded = a->fault == HTTP_ANSWERED && api_code_of(c->code) == API_CODE_OVERLOADED,
	    .once = c->once,
	    .after_ms = a->retry_after,
	    .elapsed_ms = call_elapsed(c, a),
	    .dice = call_roll(s),
	};
	enum retry_verdict verdict;
	int64_t wait_ms = 0;

	if (call_token_may_renew(c)) {
		call_note(c, ", the token is renewed");
		call_token_renew(c);
		return;
	}
	c->failures += c->status != 429;
	r.failures = c->failures;
	c->expired = is_expired(c);
	verdict = a->fault == HTTP_HOPELESS ? RETRY_NEVER : retry_decide(&s->o.retry, &r, &wait_ms);
	if (verdict == RETRY_WAIT) {
		try_again(c, is_token_limit(c, a) ? 0 : wait_ms);
	} else if (verdict == RETRY_NEVER) {
		call_finish(c, final_verdict(c));
	} else {
		bool closing = is_shut(c, verdict, r.after_ms);
		give_up(c, verdict, a->retry_after);
		if (closing)
			call_shut(s, a->retry_after);
	}
}

static void
tell_pace(struct call *c, const struct http_answer *a)
{
	struct pace_set *p = &c->calls->pace;
	struct pace_answer heard = {.sent = c->sent,
	    .now = clock_ms(),
	    .status = a->status,
	    .allowed = a->limit.allowed,
	    .count = a->limit.count,
	    .reset = a->limit.reset,
	    .after_ms = a->retry_after};

	if (c->foreign)
		return;
	if (a->fault == HTTP_ANSWERED)
		pace_set_heard(p, c->token, &heard);
	else
		pace_set_lost(p, c->token);
}

static void
call_count(struct call *c, const struct http_answer *a)
{
	struct calls *s = c->calls;

	s->figures.refused += a->status == 429;
	if (!c->foreign && (a->fault == HTTP_ANSWERED || s->silent == 0))
		s->silent = a->fault == HTTP_ANSWERED ? 0 : clock_ms();
	if (a->fault != HTTP_ANSWERED)
		return;
	if (!c->foreign && (a->status != 429 || s->shut == 0))
		s->shut = a->status == 429 ? clock_ms() : 0;
	s->figures.heard = clock_ms();
	if (a->status != 401 && !c->foreign)
		s->tokens[c->token].good = c->token_serial;
}

/* The call has not failed, but the memory budget had no room for its answer. */
static void
crowded_out(struct call *c)
{
	if (!c->foreign)
		pace_set_lost(&c->calls->pace, c->token);
	c->tries--;
	debug("%s %s: waits until other answers are read", c->method,
	    c->foreign ? "(signed URL)" : c->path);
	call_queue_add_first(&c->calls->waiting, c);
}

void
call_answered(void *mine, struct http_answer *a)
{
	struct call *c = mine;
	bool torn = false, good = a->fault == HTTP_ANSWERED && a->status / 100 == 2;

	if (a->fault == HTTP_CROWDED) {
		crowded_out(c);
		return;
	}
	tell_pace(c, a);
	call_count(c, a);
	c->status = a->status;
	buf_release(&c->body);
	c->body = a->body;
	a->body = (struct buf)BUF_INIT;
	memcpy(c->type, a->type, sizeof c->type);
	memcpy(c->etag, a->etag, sizeof c->etag);
	if (good)
		torn = is_torn(c, a);
	else if (a->fault == HTTP_ANSWERED)
		api_error_read(c, a->correlation);
	else
		call_say(c, a->why);
	if (good && !torn) {
		call_note(c, "");
		call_finish(c, CALL_OK);
	} else {
		not_well(c, a, torn);
	}
}
