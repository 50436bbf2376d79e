/*
 * request.h - one request and its response, for the endpoints.
 *
 * An endpoint is `void name(struct request *rq)`: it reads the request and fills rq->reply. It
 * never waits and never writes to the network; serve.c does.
 */
#ifndef SIM_REQUEST_H
#define SIM_REQUEST_H

#include "base/buf.h"
#include "store/sim.h"

struct request_pair {
	char *name, *value;
};

struct pairs {
	struct request_pair *v;
	size_t n, cap;
};

/* How the response is sent. */
enum wire {
	WIRE_WHOLE,
	WIRE_RESET,  /* the connection is reset */
	WIRE_TORN,   /* half of what Content-Length says */
	WIRE_CHOP,   /* chunked, without the last chunk */
	WIRE_SLOW,   /* reply.rate bytes a second */
	WIRE_GZIP,   /* gzip, whether the client takes it or not */
	WIRE_BADGZIP /* gzip with a wrong byte in the middle */
};

struct reply {
	unsigned status;
	enum wire wire;
	long rate;         /* WIRE_SLOW: bytes a second */
	long long hold_ms; /* wait, beyond the latency */
	const char *type;  /* content type; static text */
	struct buf body;
	struct pairs headers; /* beyond the usual ones */
};

enum { REQUEST_SEGMENTS = 16 };

struct request {
	struct sim *sim;
	void *connection;                    /* serve.c's */
	char id[ID_SIZE];                    /* ININ-Correlation-Id, contextId */
	const char *method;                  /* "GET" */
	char *path;                          /* decoded, without the query */
	struct pairs query;                  /* decoded, in order, repeated ones too */
	struct buf body;                     /* of the request */
	char *split;                         /* the path again, cut into segments */
	char *segment[REQUEST_SEGMENTS + 1]; /* NULL-terminated */
	const struct sim_catalog *catalog;   /* the listing that is asked for, if it is one */
	const struct spec *spec;             /* the type of object, where the path names one */
	const char *arg[4];                  /* the segments that the route's '*' stand for */
	bool control;                        /* a request to /sim/: no fault, latency or count */
	struct bearer *token;                /* who asks; NULL where no token is needed */
	struct reply reply;
};

void request_init(struct request *rq, struct sim *sim, const char *method, const char *path);
void request_release(struct request *rq);
const char *request_header(const struct request *rq, const char *name); /* or NULL; in wire.c */

void pairs_add(struct pairs *p, const char *name, const char *value);
void pairs_release(struct pairs *p);
const char *pairs_find(const struct pairs *p, const char *name); /* the first, or NULL */

bool request_is_text(const struct request *rq); /* path and query are UTF-8 */

const char *query_text(const struct request *rq, const char *name); /* NULL: absent or empty */
bool query_true(const struct request *rq, const char *name);

/* The next element of a list, "a,b,c", which is cut there; NULL: there is none. */
char *next_of_list(char **rest);

/*
 * Whether `value` is among the values of a list parameter, or none is given. Both forms count:
 * "type=a&type=b", and "type=a,b" of the JavaScript SDK. Case does not.
 */
bool query_admits(const struct request *rq, const char *name, const char *value);

/*
 * Whether a text matches the parameter, or none is given: "X" is equality, "X*" a beginning, "*X"
 * an end, "*X*" a part. Case does not count. With a star, a blank is found only between stars, as
 * in "*A* *B*", so "*A B*" finds nothing. As Architect's client asks.
 */
bool query_names(const struct request *rq, const char *parameter, const char *text);

/*
 * A member of the body, as text ("100", "abc"), to be freed; "division.id" is a member of a member.
 * NULL: there is none, or null.
 */
char *body_text(const struct request *rq, const char *key);

/* Start a new response; reply.body takes its JSON text. */
struct buf *reply_json(struct request *rq, unsigned status);
void reply_header(struct request *rq, const char *name, const char *value);

/* A member whose value is a text of any length, as vprintf(3) makes it. */
void request_put_format(struct buf *b, const char *name, const char *fmt, va_list args);

/* An ErrorBody with this call's contextId. */
void reply_error(struct request *rq, unsigned status, const char *code, const char *fmt, ...)
    GC_PRINTF(4, 5);
/* The error of a store below /storage/, which is XML. */
void reply_store_error(struct request *rq, unsigned status, const char *code, const char *message);
void reply_too_many(struct request *rq, long seconds); /* 429 */
void reply_not_found(struct request *rq, const char *what, const char *id);

#endif
