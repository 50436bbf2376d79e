/*
 * pace.h - when the next request may be sent, so that the server's rate limit is fully used and
 * not exceeded. Pure: the caller gives the time (milliseconds of any one clock).
 *
 * The server's answers say how many requests a window allows, how many of them are used, and in
 * how many seconds the window ends (inin-ratelimit-allowed, -count, -reset). The server counts
 * the requests of all programs that share the token, so its count is used, not ours. Requests are
 * sent without delay until the used requests and those under way fill the window. Then none is
 * sent until the window ends. Then one is sent, and its answer opens the next window; the very
 * first request is sent in the same way. After a 429 with Retry-After nothing is sent until that
 * time.
 *
 * Whatever the server says, an answer delays requests by at most PACE_HOLD_MAX, and a window
 * lasts at most PACE_WINDOW_MAX (Genesys's is a minute). If the server demands a longer wait,
 * call.h gives up.
 *
 * The server gives whole seconds, so the end of a window is known to within a second. Every
 * answer gives an upper bound; the smallest one counts. If the server rounds down, this costs one
 * 429 with a short Retry-After, and pace.c then adds the difference (slack).
 *
 * In addition, our own rate (--rate) spaces requests evenly.
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
	/* --rate: request number k may be sent at rate_from + k * rate_ms / rate_n */
	int64_t rate_n, rate_ms, rate_from, rate_k;

	int64_t allowed, count; /* of the server's window; allowed -1: not known */
	int64_t own, all; /* our requests and all requests, recently: older windows count half */
	int64_t peak;     /* the most of ours that were under way at a time */
	int64_t ends;     /* the least upper bound of its end */
	int64_t heard;    /* when the newest answer came */
	int64_t hold;     /* nothing is sent before */
	int64_t
	    longest; /* the most time left that a window showed: windows last at least that long */
	int64_t slack; /* how much later the window ends than the server says */
	int64_t under_way;
	int64_t claimed; /* ms until the window ends by the newest answer, if that is
			    more than PACE_WINDOW_MAX allows; else 0 */
	bool probing;    /* one request at a time until an answer shows the limit */
};

struct pace_answer {
	int64_t sent, now;   /* when the request was sent, when its answer came */
	long status;         /* only 429 matters */
	long allowed, count; /* -1: not said */
	long reset;          /* seconds; -1: not said */
	int64_t after_ms;    /* Retry-After; -1: not said */
};

enum {
	PACE_HOLD_MAX = RETRY_AFTER_MAX, /* ms */
	PACE_WINDOW_MAX = 60 * 1000,     /* ms */
	PACE_SLACK_MAX = 1000            /* ms after the end of a window */
};

/* The caller's own limit is rate_n requests in rate_ms milliseconds; 0: none. */
void pace_init(struct pace *p, int64_t rate_n, int64_t rate_ms);

enum { PACE_ANSWER = -1 }; /* the next answer decides */

/*
 * How long the next request has to wait: 0 (it may be sent), milliseconds, or PACE_ANSWER. At
 * most PACE_HOLD_MAX or PACE_WINDOW_MAX + PACE_SLACK_MAX, or longer if our own rate requires it.
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

/*
 * How long n more requests take because of the limits, in milliseconds, if others send none; 0: they
 * fit in.
 */
int64_t pace_time(const struct pace *p, int64_t now, int64_t n);

/* "300/m", "5/s", "2000/h", or "300" for a minute. False: not a valid rate. */
bool pace_parse(const char *text, int64_t *n, int64_t *ms);

#endif
