/*
 * call_engine.h - what the files of the engine (call.c, call_judge.c) share; call.h is its face.
 *
 * A call is in one place at a time: waiting, with libcurl (http.h), or finished, which is when its
 * done() is due. Answers come from within http_wait(); done() runs after it, from calls_wait(), so
 * that it may do whatever it likes with the engine.
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
	struct pace pace;
	struct call_queue waiting, finished;
	size_t open;
	uint64_t ranks; /* given out */
	bool stopped;
	char *stop_why;         /* for calls that were never sent; NULL: calls_stop() */
	int64_t silent;         /* since when the host has given no answer; 0: it did */
	int64_t shut;           /* since when all its answers have been 429; 0: not all */
	unsigned refused, good; /* serials of the newest tokens: got a 401; something else */
	struct calls_figures figures;
	bool complained; /* that nothing has answered yet */
	bool doubted;    /* the end of the server's window, in a message */
	struct json json;
	uint32_t dice;
};

void call_queue_add(struct call_queue *q, struct call *c);
void call_queue_add_first(struct call_queue *q, struct call *c);

void call_finish(struct call *c, enum call_verdict verdict);

/* A failure in our own words, in place of what the API may have said before. */
void call_say(struct call *c, const char *message);

/* calls_stop(), and why the calls that have not been sent are not. */
void call_stop(struct calls *s, const char *why);

/*
 * call_wait.c: how long a waiting call has to wait from now, in milliseconds; 0: it may be sent;
 * PACE_ANSWER: until an answer comes.
 */
int64_t call_wait(const struct call *c, int64_t now);

/* Nothing can be sent for the next ms milliseconds, and then c: show it as progress. */
void call_wait_show(const struct call *c, int64_t now, int64_t ms);

/* For http_send(): judge the answer of the call `mine`. */
void call_answered(void *mine, struct http_answer *a);

#endif
