/*
 * retry.h - whether and when a request is tried again. Pure: no clock, no socket, no randomness.
 *
 * Tried again: faults of the connection, 408, 429, every 5xx except 501, answers whose body is
 * incomplete or not of the requested kind, and any status with a code that says that the server
 * is too busy (api_code.h). Never: any other status. The wait is the server's Retry-After.
 * Without one it doubles from `base_ms` up to `cap_ms`, minus a random part of up to a half, so
 * that clients do not all retry at the same moment. A 429 does not count as a try, because the
 * server did not process the request.
 *
 * A request that must not run twice (`once`) is tried again only if the server cannot have
 * carried it out: it was not sent, or the answer was 429, 503 with a Retry-After, or a code that
 * says that the server is too busy.
 */
#ifndef GC_RETRY_H
#define GC_RETRY_H

#include "base/base.h"

struct retry_policy {
	unsigned retries; /* after the first try */
	int64_t base_ms;  /* the first wait */
	int64_t cap_ms;   /* the longest wait without Retry-After */
	int64_t after_ms; /* the longest Retry-After that is respected */
	int64_t
	    give_up_ms; /* for one request with its waits; and for all requests if the host is silent */
};

enum { RETRY_AFTER_MAX = 180 * 1000 }; /* ms: the longest Retry-After that is respected */

/* 7 retries, 0.5 s to 30 s, Retry-After up to 180 s as Genesys's own SDKs, 10 minutes in all. */
extern const struct retry_policy retry_default;

struct retry_case {
	unsigned failures; /* so far, with this one, without 429s */
	long status;       /* 0: no whole answer came */
	bool unsent;       /* the request never left */
	bool torn;         /* a 2xx whose body is incomplete or of the wrong kind */
	bool overloaded;   /* the code is API_CODE_OVERLOADED */
	bool once;         /* must not run twice */
	int64_t after_ms;  /* Retry-After; -1: none */
	int64_t
	    elapsed_ms; /* since the request was first sent, or since the last success of any request */
	uint32_t dice; /* any 32 random bits */
};

enum retry_verdict {
	RETRY_WAIT,    /* try again after *wait_ms */
	RETRY_NEVER,   /* the answer is final */
	RETRY_UNSURE,  /* must not run twice, and the server may have carried it out */
	RETRY_SPENT,   /* tries or time are used up */
	RETRY_TOO_LATE /* the server demands a longer wait than after_ms */
};

enum retry_verdict retry_decide(
    const struct retry_policy *policy, const struct retry_case *c, int64_t *wait_ms);

#endif
