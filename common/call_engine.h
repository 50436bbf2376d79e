/*
 * call_engine.h - what the files of the engine (call.c, call_judge.c) share; call.h is its face.
 *
 * A call is in one place at a time: waiting, with libcurl (http.h), or finished, which is when its
 * done() is due. Answers come from within http_wait(); done() runs after it, from calls_wait(), so
 * that it may do whatever it likes with the engine.
 */
#ifndef GC_CALL_ENGINE_H
#define GC_CALL_ENGINE_H

#include "call.h"

struct call_queue {
	struct call *first, **last;
};

struct calls {
	struct calls_options o;
	struct http *http;
	struct pace pace;
	struct call_queue waiting, finished;
	size_t open;
	bool stopped;
	int64_t silent;         /* since when the host has given no answer; 0: it did */
	unsigned refused, good; /* serials of the newest tokens: got a 401; something else */
	struct calls_figures figures;
	bool complained; /* that nothing has answered yet */
	struct json json;
	uint32_t dice;
};

void call_queue_add(struct call_queue *q, struct call *c);
void call_queue_add_first(struct call_queue *q, struct call *c);

void call_finish(struct call *c, enum call_verdict verdict);

/* A failure in our own words, in place of what the API may have said before. */
void call_say(struct call *c, const char *message);

/* For http_send(): judge the answer of the call `mine`. */
void call_answered(void *mine, struct http_answer *a);

#endif
