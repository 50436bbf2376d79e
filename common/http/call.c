/* call.c - API calls: requests with pacing, retries and a verdict */
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/owner.h"
#include "cli/progress.h"
#include "base/url.h"
#include "http/call_engine.h"

enum { SHOW_MS = 1000 }; /* the longest time between two updates of the progress */

static void
queue_init(struct call_queue *q)
{
	q->first = NULL;
	q->last = &q->first;
}

void
call_queue_add(struct call_queue *q, struct call *c)
{
	c->next = NULL;
	*q->last = c;
	q->last = &c->next;
}

void
call_queue_add_first(struct call_queue *q, struct call *c)
{
	c->next = q->first;
	if (q->first == NULL)
		q->last = &c->next;
	q->first = c;
}

static void
queue_remove(struct call_queue *q, struct call **at)
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
	pace_set_init(&s->pace, s->o.tokens, s->o.rate_n, s->o.rate_ms);
	queue_init(&s->waiting);
	queue_init(&s->finished);
	s->json = (struct json)JSON_INIT;
	if (s->o.token != NULL) /* else it is the login's */
		progress_limit(calls_time, s);
	s->dice = ((uint32_t)clock_ms() * 2654435761u) ^ ((uint32_t)getpid() << 8) ^ 1u;
	return s;
}

void
calls_free(struct calls *s)
{
	if (s->o.token != NULL)
		progress_limit(NULL, NULL);
	http_free(s->http);
	free(s->stop_why);
	json_release(&s->json);
	free(s);
}

void
call_finish(struct call *c, enum call_verdict verdict)
{
	c->verdict = verdict;
	call_queue_add(&c->calls->finished, c);
}

void
call_say(struct call *c, const char *message)
{
	char *text = xstrdup(message);

	free(c->code);
	free(c->context);
	free(c->message);
	c->code = c->context = NULL;
	c->message = text;
}

/* The headers: Accept, those of the caller, and the type of the body, NULL-terminated. */
static void
list_headers(const struct call *c, const char **to)
{
	bool typed = false;
	size_t n = 0;

	if (!c->raw)
		to[n++] = "Accept: application/json";
	for (const char *const *h = c->headers; h != NULL && *h != NULL; h++) {
		if (h == c->headers + CALL_HEADERS)
			die(EXIT_BUG, 0, "too many headers");
		typed |= strncasecmp(*h, "content-type:", 13) == 0;
		to[n++] = *h;
	}
	if (c->body_out.p != NULL && !typed && !c->foreign)
		to[n++] = "Content-Type: application/json";
	to[n] = NULL;
}

/* False: there is no token, so the next call would fail too. */
static bool
send_call(struct calls *s, struct call *c)
{
	const char *headers[CALL_HEADERS + 3]; /* Accept, Content-Type, NULL */
	struct http_request r = {.method = c->method,
	    .url = c->url,
	    .headers = headers,
	    .body = c->body_out,
	    .max = c->max,
	    .rank = c->rank,
	    .once = c->once};
	bool ended = false;

	if (!c->foreign && s->o.token != NULL) {
		r.bearer = call_token_get(c, &ended);
		if (r.bearer == NULL)
			return !ended;
	}
	if (!c->foreign && s->o.basic_user != NULL) {
		r.user = s->o.basic_user;
		r.password = s->o.basic_password;
	}
	list_headers(c, headers);
	owner_check();
	c->sent = clock_ms();
	if (c->tries++ == 0)
		c->begun = c->sent; /* until now it has waited its turn */
	s->figures.requests++;
	if (http_active(s->http) == 0)
		s->busy_from = c->sent;
	if (!c->foreign)
		pace_set_sent(&s->pace, c->token, c->sent);
	http_send(s->http, &r, call_answered, c);
	return true;
}

static void
drop_waiting(struct calls *s)
{
	struct call *c;

	while ((c = s->waiting.first) != NULL) {
		queue_remove(&s->waiting, &s->waiting.first);
		if (c->message == NULL)
			call_say(c, s->stop_why != NULL
					? s->stop_why
					: "not tried, since nothing could succeed any more");
		call_finish(c, CALL_DROPPED);
	}
}

void
calls_stop(struct calls *s)
{
	s->stopped = true;
}

void
call_stop(struct calls *s, const char *why)
{
	free(s->stop_why);
	s->stop_why = xstrdup(why);
	s->stopped = true;
}

bool
calls_stopped(const struct calls *s)
{
	return s->stopped;
}

/*
 * Send all calls that may be sent now. Returns how long to wait for the next one, in
 * milliseconds; -1: until an answer comes.
 */
static int64_t
calls_pump(struct calls *s)
{
	struct call **at = &s->waiting.first, *c, *first = NULL;
	int64_t now = clock_ms(), next = INT64_MAX, wait;

	while ((c = *at) != NULL && http_active(s->http) < s->o.parallel && !s->stopped) {
		wait = call_wait(c, now);
		if (wait == 0) {
			queue_remove(&s->waiting, at);
			if (!send_call(s, c))
				break;
			if (s->waiting.first == c) /* put back: it needs another token */
				at = &s->waiting.first;
			continue;
		}
		if (wait != PACE_ANSWER && wait < next) {
			next = wait;
			first = c;
		}
		at = &c->next;
	}
	if (s->stopped)
		drop_waiting(s);
	calls_show_wait(s, first, now, next);
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
		owner_check();
		wait = owner_wait(calls_pump(s));
		if (run_finished(s) || (s->open == 0 && fd < 0))
			return s->open > 0;
		if (ms >= 0) {
			left = end - clock_ms();
			if (left <= 0)
				return s->open > 0;
			wait = wait < 0 || wait > left ? left : wait;
		}
		if (wait > SHOW_MS || (wait < 0 && (fd >= 0 || http_active(s->http) > 0)))
			wait = SHOW_MS;
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
	c->rank = s->ranks++;
	c->status = 0;
	c->tries = c->failures = c->token_serial = 0;
	c->renewals = 0;
	c->token = 0;
	c->expired = false;
	c->begun = c->due = clock_ms() + c->delay_ms;
	s->open++;
	call_queue_add(&s->waiting, c);
}

static void
calls_note_done(struct call *c)
{
	*(bool *)c->user = true;
}

void
call_fetch(struct calls *s, struct call *c)
{
	void (*done)(struct call *) = c->done;
	void *user = c->user;
	bool is_done = false;

	c->done = calls_note_done;
	c->user = &is_done;
	call_submit(s, c);
	while (!is_done)
		calls_wait(s, -1, -1);
	c->done = done;
	c->user = user;
}

void
calls_keep(struct calls *s, size_t bytes)
{
	http_keep(s->http, bytes);
}

const char *
calls_base(const struct calls *s)
{
	return s->o.base;
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
