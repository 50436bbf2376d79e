/*
 * retry.h - whether, and when, a request is tried again. Pure: no clock, no socket, no dice.
 *
 * Tried again: faults of the connection, 408, 429, every 5xx but 501, answers whose body is torn or
 * not what was asked for, and whatever status comes with a code that says the server is too busy
 * (api_code.h). Never: any other status. The wait is the server's Retry-After,
 * or it doubles from `base_ms` up to `cap_ms`, a random part of a half taken off so that clients
 * do not march in step. A 429 does not count as a try: the request was not looked at.
 *
 * A request that must not run twice (`once`) is tried again only where it cannot have been taken:
 * it never left, or the server said 429, 503 with a Retry-After, or by its code that it is too busy.
 */
#ifndef GC_RETRY_H
#define GC_RETRY_H

#include "base/base.h"

struct retry_policy {
	unsigned retries; /* after the first try */
	int64_t base_ms;  /* the first wait */
	int64_t cap_ms;   /* the longest wait of ours */
	int64_t after_ms; /* the longest Retry-After that is waited for */
	int64_t
	    give_up_ms; /* for one request, waits and all; and for all to a host that is silent */
};

enum { RETRY_AFTER_MAX = 180 * 1000 }; /* ms: the longest Retry-After that is obeyed */

/* 7 retries, 0.5 s to 30 s, Retry-After up to 180 s as Genesys's own SDKs, 10 minutes in all. */
extern const struct retry_policy retry_default;

struct retry_case {
	unsigned failures;  /* so far, this one included, 429s not */
	long status;        /* 0: no whole answer came */
	bool unsent;        /* the request never left */
	bool torn;          /* a 2xx whose body is not what it should be */
	bool overloaded;    /* the code is API_CODE_OVERLOADED */
	bool once;          /* must not run twice */
	int64_t after_ms;   /* Retry-After; -1: none */
	int64_t elapsed_ms; /* since the request was first sent, or no request has succeeded */
	uint32_t dice;      /* any 32 random bits */
};

enum retry_verdict {
	RETRY_WAIT,    /* try again after *wait_ms */
	RETRY_NEVER,   /* the answer stands */
	RETRY_UNSURE,  /* must not run twice, and may have been taken */
	RETRY_SPENT,   /* tries or time are used up */
	RETRY_TOO_LATE /* the server wants us to wait longer than we do */
};

enum retry_verdict retry_decide(
    const struct retry_policy *policy, const struct retry_case *c, int64_t *wait_ms);

#endif
