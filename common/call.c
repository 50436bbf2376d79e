/* call.c - calls of an API: requests that are paced, tried again, and judged */
#include "call.h"
#include "api_error.h"
#include "clock.h"
#include "compact.h"
#include "err.h"
#include "mem.h"
#include "url.h"

enum { HEADERS_MAX = 16, RENEWALS_MAX = 3 };

struct queue {
	struct call *first, **last;
};

struct calls {
	struct calls_options o;
	struct http *http;
	struct pace pace;
	struct queue waiting, finished;
	size_t open;
	bool stopped;
	unsigned refused,
	    good; /* serials of the newest tokens that got a 401, and something else */
	struct calls_figures figures;
	struct json json;
	uint32_t dice;
};

static void
queue_init(struct queue *q)
{
	q->first = NULL;
	q->last = &q->first;
}

static void
queue_add(struct queue *q, struct call *c)
{
	c->next = NULL;
	*q->last = c;
	q->last = &c->next;
}

static void
queue_add_first(struct queue *q, struct call *c)
{
	c->next = q->first;
	if (q->first == NULL)
		q->last = &c->next;
	q->first = c;
}

static void
queue_remove(struct queue *q, struct call **at)
{
	struct call *c = *at;

	*at = c->next;
	if (q->last == &c->next)
		q->last = at;
}

struct calls *
calls_new(const struct calls_options *options)
{
	struct calls *s = xcalloc(1, sizeof *s);

	s->o = *options;
	if (s->o.parallel == 0)
		s->o.parallel = 1;
	if (s->o.retry.give_up_ms == 0)
		s->o.retry = retry_default;
	s->http = http_new(&s->o.http);
	pace_init(&s->pace, s->o.rate_n, s->o.rate_ms);
	queue_init(&s->waiting);
	queue_init(&s->finished);
	s->json = (struct json)JSON_INIT;
	s->dice = ((uint32_t)clock_ms() * 2654435761u) ^ ((uint32_t)getpid() << 8) ^ 1u;
	return s;
}

void
calls_free(struct calls *s)
{
	http_free(s->http);
	json_release(&s->json);
	free(s);
}

/* xorshift32: back-off needs spread, not secrecy. */
static uint32_t
roll(struct calls *s)
{
	s->dice ^= s->dice << 13;
	s->dice ^= s->dice >> 17;
	s->dice ^= s->dice << 5;
	return s->dice;
}

static void
finish(struct call *c, enum call_verdict verdict)
{
	c->verdict = verdict;
	queue_add(&c->calls->finished, c);
}

/* A failure that the API has not described. */
static void
say(struct call *c, const char *message)
{
	char *text = xstrdup(message);

	free(c->code);
	free(c->context);
	free(c->message);
	c->code = c->context = NULL;
	c->message = text;
}

/* Whether a 2xx came without the JSON that was asked for; makes the body compact. */
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
	say(c, why.p);
	buf_release(&why);
	return true;
}

static void
note(const struct call *c, const char *what)
{
	debug("%s %s: %ld%s", c->method, c->foreign ? "(signed URL)" : c->path, c->status, what);
}

static void
give_up(struct call *c, enum retry_verdict verdict, int64_t after_ms)
{
	struct buf b = BUF_INIT;

	switch (verdict) {
	case RETRY_UNSURE:
		buf_printf(
		    &b, "%s; it is not known whether the request was carried out", c->message);
		break;
	case RETRY_TOO_LATE:
		buf_printf(&b, "%s; the server wants a wait of %lld s", c->message,
		    (long long)(after_ms / 1000));
		break;
	default:
		buf_printf(&b, "%s; gave up after %u tries", c->message, c->tries);
		break;
	}
	say(c, b.p);
	buf_release(&b);
	finish(c, verdict == RETRY_UNSURE ? CALL_UNSURE : CALL_TEMPORARY);
}

static void
try_again(struct call *c, int64_t wait_ms)
{
	note(c, ", trying again");
	c->due = clock_ms() + wait_ms;
	c->calls->figures.retries++;
	queue_add(&c->calls->waiting, c);
}

static bool
may_renew(const struct call *c)
{
	const struct calls *s = c->calls;

	if (c->status != 401 || s->o.token == NULL || c->foreign)
		return false;
	return c->renewals == 0 || (c->renewals < RENEWALS_MAX && c->token_serial == s->good);
}

/* At once, and before all others, for which the token is no good either. */
static void
renew(struct call *c)
{
	note(c, ", the token is renewed");
	c->renewals++;
	c->due = 0;
	c->calls->figures.retries++;
	c->calls->refused = c->token_serial;
	queue_add_first(&c->calls->waiting, c);
}

/* The answer is no success: once more, or this is how it ends. */
static void
not_well(struct call *c, const struct http_answer *a, bool torn)
{
	struct calls *s = c->calls;
	struct retry_case r = {
	    .status = c->status,
	    .unsent = a->fault == HTTP_UNSENT,
	    .torn = torn,
	    .once = c->once,
	    .after_ms = a->retry_after,
	    .elapsed_ms = clock_ms() - c->begun,
	    .dice = roll(s),
	};
	enum retry_verdict verdict;
	int64_t wait_ms = 0;

	if (may_renew(c)) {
		renew(c);
		return;
	}
	c->failures += c->status != 429;
	r.failures = c->failures;
	verdict = a->fault == HTTP_HOPELESS ? RETRY_NEVER : retry_decide(&s->o.retry, &r, &wait_ms);
	if (verdict == RETRY_WAIT)
		try_again(c, wait_ms);
	else if (verdict == RETRY_NEVER)
		finish(c, c->status == 401 || c->status == 403 ? CALL_FORBIDDEN : CALL_REFUSED);
	else
		give_up(c, verdict, a->retry_after);
}

static void
tell_pace(struct call *c, const struct http_answer *a)
{
	struct pace *p = &c->calls->pace;
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
		pace_heard(p, &heard);
	else
		pace_lost(p);
}

static void
on_answer(void *mine, struct http_answer *a)
{
	struct call *c = mine;
	bool torn = false, good = a->fault == HTTP_ANSWERED && a->status / 100 == 2;

	tell_pace(c, a);
	c->status = a->status;
	c->calls->figures.refused += a->status == 429;
	if (a->fault == HTTP_ANSWERED)
		c->calls->figures.heard = clock_ms();
	if (a->fault == HTTP_ANSWERED && a->status != 401)
		c->calls->good = c->token_serial;
	buf_release(&c->body);
	c->body = a->body;
	a->body = (struct buf)BUF_INIT;
	if (good)
		torn = is_torn(c, a);
	else if (a->fault == HTTP_ANSWERED)
		api_error_read(c, a->correlation);
	else
		say(c, a->why);
	if (good && !torn) {
		note(c, "");
		finish(c, CALL_OK);
	} else {
		not_well(c, a, torn);
	}
}

/* Accept, the caller's, and the type of what we send, NULL-terminated. */
static void
list_headers(const struct call *c, const char **to)
{
	bool typed = false;
	size_t n = 0;

	if (!c->raw)
		to[n++] = "Accept: application/json";
	for (const char *const *h = c->headers; h != NULL && *h != NULL; h++) {
		if (n == HEADERS_MAX - 2)
			die(EXIT_BUG, 0, "too many headers");
		typed |= strncasecmp(*h, "content-type:", 13) == 0;
		to[n++] = *h;
	}
	if (c->body_out.p != NULL && !typed && !c->foreign)
		to[n++] = "Content-Type: application/json";
	to[n] = NULL;
}

/* NULL: there is no token, and that is the end of the call. */
static const char *
get_token(struct calls *s, struct call *c)
{
	struct call_token t = {NULL, 0, "no token", false};

	if (s->o.token(s->o.user, s->refused, &t)) {
		c->token_serial = t.serial;
		return t.text;
	}
	c->status = 0;
	say(c, t.why);
	finish(c, t.temporary ? CALL_TEMPORARY : CALL_FORBIDDEN);
	return NULL;
}

/* False: there is no token, and no use in trying the next call. */
static bool
send_call(struct calls *s, struct call *c)
{
	const char *headers[HEADERS_MAX];
	struct http_request r = {.method = c->method,
	    .url = c->url,
	    .headers = headers,
	    .body = c->body_out,
	    .max = c->max,
	    .once = c->once};

	if (!c->foreign && s->o.token != NULL) {
		r.bearer = get_token(s, c);
		if (r.bearer == NULL)
			return false;
	}
	if (!c->foreign && s->o.basic_user != NULL) {
		r.user = s->o.basic_user;
		r.password = s->o.basic_password;
	}
	list_headers(c, headers);
	c->tries++;
	c->sent = clock_ms();
	s->figures.requests++;
	if (!c->foreign)
		pace_sent(&s->pace, c->sent);
	http_send(s->http, &r, on_answer, c);
	return true;
}

static void
drop_waiting(struct calls *s)
{
	struct call *c;

	while ((c = s->waiting.first) != NULL) {
		queue_remove(&s->waiting, &s->waiting.first);
		if (c->message == NULL)
			say(c, "not tried, since nothing could succeed any more");
		finish(c, CALL_DROPPED);
	}
}

void
calls_stop(struct calls *s)
{
	s->stopped = true;
}

/*
 * Send what may be sent now. Returns how long to wait for the next one, in milliseconds: -1 where
 * only an answer can change anything.
 */
static int64_t
pump(struct calls *s)
{
	struct call **at = &s->waiting.first, *c;
	int64_t now = clock_ms(), next = INT64_MAX, wait;

	if (s->stopped)
		drop_waiting(s);
	while ((c = *at) != NULL && http_active(s->http) < s->o.parallel) {
		wait = c->due > now ? c->due - now : c->foreign ? 0 : pace_wait(&s->pace, now);
		if (wait == 0) {
			queue_remove(&s->waiting, at);
			if (!send_call(s, c))
				break;
			continue;
		}
		if (wait != PACE_ANSWER && wait < next)
			next = wait;
		at = &c->next;
	}
	return next == INT64_MAX ? -1 : next;
}

static bool
run_finished(struct calls *s)
{
	struct call *c = s->finished.first;

	if (c == NULL)
		return false;
	while ((c = s->finished.first) != NULL) {
		queue_remove(&s->finished, &s->finished.first);
		s->open--;
		if (c->done != NULL)
			c->done(c);
	}
	return true;
}

bool
calls_wait(struct calls *s, int fd, int64_t ms)
{
	int64_t end = ms < 0 ? INT64_MAX : clock_ms() + ms, wait, left;

	for (;;) {
		wait = pump(s);
		if (run_finished(s) || (s->open == 0 && fd < 0))
			return s->open > 0;
		if (ms >= 0) {
			left = end - clock_ms();
			if (left <= 0)
				return s->open > 0;
			wait = wait < 0 || wait > left ? left : wait;
		}
		if (http_wait(s->http, fd, wait) == HTTP_READABLE)
			return s->open > 0;
	}
}

void
call_submit(struct calls *s, struct call *c)
{
	struct buf url = BUF_INIT;

	url_join(&url, s->o.base, c->path);
	free(c->url);
	c->url = buf_detach(&url);
	c->calls = s;
	c->status = 0;
	c->tries = c->failures = c->token_serial = 0;
	c->renewals = 0;
	c->begun = c->due = clock_ms() + c->delay_ms;
	s->open++;
	queue_add(&s->waiting, c);
}

static void
note_done(struct call *c)
{
	*(bool *)c->user = true;
}

void
call_fetch(struct calls *s, struct call *c)
{
	void (*done)(struct call *) = c->done;
	void *user = c->user;
	bool is_done = false;

	c->done = note_done;
	c->user = &is_done;
	call_submit(s, c);
	while (!is_done)
		calls_wait(s, -1, -1);
	c->done = done;
	c->user = user;
}

size_t
calls_open(const struct calls *s)
{
	return s->open;
}

struct calls_figures
calls_figures(const struct calls *s)
{
	return s->figures;
}

void
call_release(struct call *c)
{
	free(c->url);
	free(c->code);
	free(c->message);
	free(c->context);
	c->url = c->code = c->message = c->context = NULL;
	buf_release(&c->body);
}

void
call_describe(const struct call *c, struct buf *b)
{
	if (c->status != 0)
		buf_printf(b, "%ld ", c->status);
	if (c->code != NULL && *c->code != '\0')
		buf_printf(b, "%s: ", c->code);
	buf_puts(b, c->message != NULL ? c->message : "");
	if (c->context != NULL && *c->context != '\0')
		buf_printf(b, " (contextId %s)", c->context);
}

int
call_exit_code(const struct call *c)
{
	switch (c->verdict) {
	case CALL_OK:
		return EXIT_OK;
	case CALL_REFUSED:
		return EXIT_REFUSED;
	case CALL_FORBIDDEN:
		return EXIT_AUTH;
	default:
		return EXIT_RETRY;
	}
}

void
call_fail(const struct call *c, const char *what)
{
	struct buf b = BUF_INIT;

	call_describe(c, &b);
	fail(call_exit_code(c), 0, "%s: %s", what, b.p);
	buf_release(&b);
}

void
call_die(const struct call *c, const char *what)
{
	call_fail(c, what);
	exit(call_exit_code(c));
}
