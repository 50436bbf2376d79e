/*
 * http.h - HTTP requests, any number at a time, without retries (libcurl's multi interface).
 *
 * Connections are kept alive. HTTP/2 is used if TLS offers it, and every content encoding that
 * libcurl can decode. TLS is verified ($SSL_CERT_FILE and $SSL_CERT_DIR are respected). Redirects
 * are not followed. Proxies come from the options or from libcurl's environment variables, but only
 * for https, and never for this machine. A transfer is a fault if it is too slow (http_speed.h),
 * exceeds its ceiling, ends before its Content-Length, or has endless headers. call.h decides what
 * to do about faults.
 *
 * All bodies under way share one memory budget (http_budget.h). A transfer that would exceed it
 * waits. If the oldest transfer could not end otherwise, the newest ones are aborted
 * (HTTP_CROWDED).
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

/* body.p must stay until done() is called, the rest only during http_send(). */
struct http_request {
	const char *method; /* "GET", … */
	const char *url;
	const char *const *headers;  /* "Name: value", NULL-terminated; NULL: none */
	struct slice body;           /* sent if body.p is not NULL, even if it is empty */
	const char *bearer;          /* token; NULL: none */
	const char *user, *password; /* HTTP Basic; NULL: none */
	size_t max;                  /* ceiling of the answer's body in bytes; 0: BUF_MAX */
	uint64_t rank; /* of two transfers, the one with the lower rank should end first */
	bool
	    once; /* libcurl must not resend it either, for example when a kept connection breaks */
};

enum { HTTP_TYPE_SIZE = 64, HTTP_ETAG_SIZE = 256 };

struct http_limit {
	long allowed, count; /* requests per window, and how many of them are used; -1: not said */
	long reset;          /* seconds until the window ends; -1: not said */
};

enum http_fault {
	HTTP_ANSWERED, /* there is a status and a whole body */
	HTTP_UNSENT,   /* the request was not sent: no address, no connection, no TLS session */
	HTTP_BROKEN,   /* the transfer broke; the server may have carried out the request */
	HTTP_CROWDED,  /* aborted because of the memory budget; send it again */
	HTTP_HOPELESS  /* would fail again: bad certificate, bad URL, too large a body or header */
};

struct http_answer {
	enum http_fault fault;
	const char *why;     /* of a fault, in words; until done() returns */
	long status;         /* 0 with a fault */
	struct buf body;     /* done() may take it, by leaving an empty one */
	int64_t retry_after; /* milliseconds; -1: not said */
	struct http_limit limit;
	char type[HTTP_TYPE_SIZE]; /* Content-Type, lower case, without parameters */
	char etag[HTTP_ETAG_SIZE]; /* ETag as it is spelled; "": none, or a longer one */
	char correlation[80];      /* ININ-Correlation-Id */
};

struct http;

struct http_options {
	long connect_s;    /* seconds to connect; 0: 15, or stall_s where that is less */
	long stall_s;      /* seconds of silence, or of fewer than HTTP_SPEED bytes each; 0: 60 */
	size_t budget;     /* bytes of all bodies under way; 0: 1 GiB */
	const char *proxy; /* URL, kept; NULL: from the environment */
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
