/*
 * call_engine.h - shared by the files of the engine (call*.c); its interface is call.h.
 *
 * A call is in one of three places: waiting, with libcurl (http.h), or finished, when its done()
 * is due. Answers arrive inside http_wait(). done() runs after that, from calls_wait(), so it may
 * use the engine in any way.
 */
#ifndef GC_CALL_ENGINE_H
#define GC_CALL_ENGINE_H

#include "http/call.h"

struct call_queue {
	struct call *first, **last;
};

struct calls {
	struct calls_options o;
	struct http *http;
	struct pace_set pace;
	struct call_queue waiting, finished;
	size_t open;
	uint64_t ranks; /* given out */
	bool stopped;
	char *stop_why;    /* for calls that were never sent; NULL: calls_stop() */
	int64_t busy_from; /* since when something has been under way, if anything is */
	int64_t silent;    /* since when the host has not answered; 0: it has answered */
	int64_t shut;      /* since when all answers have been 429; 0: not all of them */
	struct {
		unsigned refused, good; /* its newest serials that got a 401, and that worked */
	} tokens[PACE_TOKENS_MAX];
	struct calls_figures figures;
	bool complained; /* a message said that nothing has answered yet */
	bool doubted;    /* a message said that the end of the server's window is unlikely */
	struct json json;
	uint32_t dice;
};

void call_queue_add(struct call_queue *q, struct call *c);
void call_queue_add_first(struct call_queue *q, struct call *c);

void call_finish(struct call *c, enum call_verdict verdict);

/* A failure in our own words, instead of an earlier text of the API. */
void call_say(struct call *c, const char *message);

/* calls_stop(), with the reason for the calls that are not sent. */
void call_stop(struct calls *s, const char *why);

/*
 * call_wait.c: how long a waiting call has to wait from now, in milliseconds; 0: it may be sent,
 * with c->token; PACE_ANSWER: until an answer comes.
 */
int64_t call_wait(struct call *c, int64_t now);

/*
 * call_token.c: the bearer token for c->token. NULL: there is none. Then the call waits again,
 * for another token, or it has ended (*ended).
 */
const char *call_token_get(struct call *c, bool *ended);

/* Whether a 401 is a reason to renew the token, and to send the call again. */
bool call_token_may_renew(const struct call *c);
void call_token_renew(struct call *c);

/*
 * Show as progress what everything waits for: answers, or `next`, which can be sent in ms
 * milliseconds (NULL: there is none).
 */
void calls_show_wait(struct calls *s, const struct call *next, int64_t now, int64_t ms);

/* For progress_limit(), with the struct calls. */
int64_t calls_time(void *calls, size_t requests);

/* For http_send(): judge the answer of the call `mine`. */
void call_answered(void *mine, struct http_answer *a);

#endif
