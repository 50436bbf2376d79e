/*
 * http.h - HTTP requests, each tried once, any number at a time (libcurl's multi interface).
 *
 * Keep-alive; HTTP/2 where TLS offers it; every content encoding that libcurl can undo; TLS
 * verified ($SSL_CERT_FILE and $SSL_CERT_DIR are honoured); redirects are not followed; proxies
 * as libcurl's environment variables say, but for https only, and never to this machine. A transfer that is slow (http_speed.h), grows past its ceiling or ends
 * before its Content-Length is a fault, and so is a header without end. What to do about faults is
 * call.h's business.
 *
 * All bodies under way have one budget of memory (http_budget.h): what would exceed it waits, and
 * the newest transfers are given up (HTTP_CROWDED) where the oldest could not end otherwise.
 *
 *	struct http *h = http_new(NULL);
 *	http_send(h, &request, done, mine);
 *	while (http_wait(h, -1, -1) == HTTP_ENDED) // done(mine, &answer) for all that has
 *		continue;
 *	http_free(h);
 */
#ifndef GC_HTTP_H
#define GC_HTTP_H

#include "base/base.h"
#include "base/buf.h"

/* body.p is borrowed until done() was called, the rest only for the call of http_send(). */
struct http_request {
	const char *method; /* "GET", … */
	const char *url;
	const char *const *headers;  /* "Name: value", NULL-terminated; NULL: none */
	struct slice body;           /* sent where body.p is not NULL, be it empty */
	const char *bearer;          /* token; NULL: none */
	const char *user, *password; /* HTTP Basic; NULL: none */
	size_t max;                  /* ceiling of the answer's body in bytes; 0: BUF_MAX */
	uint64_t rank;               /* of two transfers, the lower one is to end first */
	bool once; /* libcurl must not send it again either, as where a kept connection breaks */
};

struct http_limit {
	long allowed, count; /* requests per window, and how many of them are used; -1: not said */
	long reset;          /* seconds until the window ends; -1: not said */
};

enum http_fault {
	HTTP_ANSWERED, /* there is a status and a whole body */
	HTTP_UNSENT,   /* the request never left: no address, no connection, no TLS session */
	HTTP_BROKEN,   /* it broke somewhere; the server may have taken the request */
	HTTP_CROWDED,  /* given up for want of memory; to be sent again, as if it never was */
	HTTP_HOPELESS  /* will break again: bad certificate, bad URL, too large a body or header */
};

struct http_answer {
	enum http_fault fault;
	const char *why;     /* of a fault, in words; until done() returns */
	long status;         /* 0 with a fault */
	struct buf body;     /* done() may take it, by leaving an empty one */
	int64_t retry_after; /* milliseconds; -1: not said */
	struct http_limit limit;
	char type[64];        /* Content-Type, lower case, without parameters */
	char correlation[80]; /* ININ-Correlation-Id */
};

struct http;

struct http_options {
	long connect_s; /* seconds to connect; 0: 15, or stall_s where that is less */
	long stall_s;   /* seconds of silence, or of fewer than HTTP_SPEED bytes each; 0: 60 */
	size_t budget;  /* bytes of all bodies under way; 0: 1 GiB */
};

struct http *http_new(const struct http_options *options); /* NULL: defaults */
void http_free(struct http *h);                            /* drops what is under way */

void http_send(struct http *h, const struct http_request *request,
    void (*done)(void *mine, struct http_answer *answer), void *mine);

enum http_event { HTTP_NOTHING, HTTP_ENDED, HTTP_READABLE };

/*
 * Move all transfers until one has ended, fd (or -1) can be read, or ms milliseconds have passed
 * (-1: no limit; then nothing under way and no fd returns at once).
 */
enum http_event http_wait(struct http *h, int fd, int64_t ms);

/* The caller holds so many bytes of earlier bodies: they count for the budget, too. */
void http_keep(struct http *h, size_t bytes);

size_t http_active(const struct http *h);

#endif
