/*
 * pace.h - when the next request may leave, so that a server's limit is used up and not
 * overrun. Pure: the caller brings the time (milliseconds of any one clock).
 *
 * The server's answers say how many requests a window allows, how many of them are used (by all
 * who share the token, so its count is trusted, not ours) and in how many seconds the window ends
 * (inin-ratelimit-allowed, -count, -reset). Requests leave as fast as the caller likes until
 * what is used and what is under way, by us and, as far as the count shows them, by others, fill
 * the window; then none until it ends; then one, whose answer opens the next window. That is also
 * how the first request of all goes. Where a 429 says Retry-After, nothing leaves before.
 *
 * No answer holds requests for longer than PACE_HOLD_MAX, and no window is taken to be longer than
 * PACE_WINDOW_MAX (Genesys's is a minute), whatever the server says. Who is told to wait longer
 * than that had better give up: call.h does.
 *
 * Whole seconds hide up to a second of a window's end. Every answer bounds it from above, so the
 * least bound holds; a server that rounds down is found out by the 429 that it costs, once, whose
 * Retry-After is then short.
 *
 * A rate of our own (--rate) spaces requests evenly on top of that.
 *
 *	while ((ms = pace_wait(&p, now)) == 0) {
 *		send(); pace_sent(&p, now);
 *	}
 *	...each request ends in exactly one of pace_heard() and pace_lost().
 */
#ifndef GC_PACE_H
#define GC_PACE_H

#include "http/retry.h"

struct pace {
	/* --rate: request number k may leave at rate_from + k * rate_ms / rate_n */
	int64_t rate_n, rate_ms, rate_from, rate_k;

	int64_t allowed, count; /* of the server's window; allowed -1: not known */
	int64_t own, all;       /* requests of ours and of all, lately: older windows count half */
	int64_t peak;           /* most of ours that were under way at a time */
	int64_t ends;           /* the least upper bound of its end */
	int64_t heard;          /* when the newest answer came */
	int64_t hold;           /* nothing leaves before */
	int64_t longest; /* that was left of a window, as it said; so long they are at least */
	int64_t slack;   /* how much later than it says the server's window ends */
	int64_t under_way;
	int64_t claimed; /* ms until the window ends, as the newest answer says, where that is more
			    than is believed; else 0 */
	bool probing;    /* one at a time until an answer tells */
};

struct pace_answer {
	int64_t sent, now;   /* when the request left, when its answer came */
	long status;         /* 429 is what counts */
	long allowed, count; /* -1: not said */
	long reset;          /* seconds; -1: not said */
	int64_t after_ms;    /* Retry-After; -1: not said */
};

enum {
	PACE_HOLD_MAX = RETRY_AFTER_MAX, /* ms */
	PACE_WINDOW_MAX = 60 * 1000,     /* ms */
	PACE_SLACK_MAX = 1000            /* ms after the end of a window */
};

/* rate_n requests in rate_ms milliseconds are the caller's own limit; 0: none. */
void pace_init(struct pace *p, int64_t rate_n, int64_t rate_ms);

enum { PACE_ANSWER = -1 }; /* the next answer decides */

/*
 * How long the next request has to wait: 0 = it may leave, milliseconds, or PACE_ANSWER. At most
 * PACE_HOLD_MAX, PACE_WINDOW_MAX + PACE_SLACK_MAX, or as long as our own rate wants, if longer.
 */
int64_t pace_wait(const struct pace *p, int64_t now);

enum pace_cause {
	PACE_RATE,   /* our own rate */
	PACE_WINDOW, /* the server's window is used up */
	PACE_HOLD    /* a 429 */
};

/* Why pace_wait() wants to wait so long. */
enum pace_cause pace_cause(const struct pace *p);

void pace_sent(struct pace *p, int64_t now);
void pace_heard(struct pace *p, const struct pace_answer *a);
void pace_lost(struct pace *p); /* no answer came */

/* "300/m", "5/s", "2000/h", or "300" for a minute. False: it is none of these. */
bool pace_parse(const char *text, int64_t *n, int64_t *ms);

#endif
