/*
 * call.h - API calls: requests with pacing, retries and a verdict.
 *
 * One engine for all programs. It respects the server's rate limit (pace.h) and retries transient
 * faults (retry.h). It adds the token, and renews it after a 401: once, and again only if the new
 * token has worked for another call. It may use several tokens, each with a limit of its own
 * (pace_set.h); a 401 renews the token that got it. If a login for a further token fails, a
 * warning gives the reason and the others are used.
 *
 * A 2xx whose body is incomplete or not JSON counts as a fault. JSON is returned compact: on one
 * line, with its tokens as the server spelled them.
 *
 * A call never waits longer than retry.h allows. If the server demands a longer wait (by
 * Retry-After, or by answering everything with 429 for too long), that call ends as
 * CALL_TEMPORARY with a message that says so. All others, also those submitted later, end as
 * CALL_DROPPED: calls_stopped(). Waits are shown as progress (progress.h).
 *
 *	struct call c = {.method = "GET", .path = "/api/v2/organizations/me"};
 *	call_fetch(calls, &c);
 *	if (c.verdict != CALL_OK)
 *		call_die(&c, "organization");        // one line on stderr, the right exit status
 *	use(c.body.p, c.body.n);
 *	call_release(&c);
 *
 * Many at a time: call_submit() each with a done function, then calls_wait() until it returns
 * false. done() may submit calls, also its own again after call_release(). A struct call belongs
 * to the caller. Fill in the request, zero the rest, and do not move it until it is done.
 */
#ifndef GC_CALL_H
#define GC_CALL_H

#include "http/http.h"
#include "http/pace_set.h"
#include "http/retry.h"
#include "json/json.h"

enum call_verdict {
	CALL_OK,        /* 2xx, with a body as asked for */
	CALL_REFUSED,   /* permanently: 4xx, 501, 3xx, a bad certificate, too large an answer */
	CALL_FORBIDDEN, /* 401 or 403: no token, or no permission */
	CALL_TEMPORARY, /* gave up after retries; the same call may work later */
	CALL_UNSURE,    /* `once`: the server may have carried it out, and the answer is lost */
	CALL_DROPPED    /* calls_stop() came before it was tried, or tried again */
};

enum { CALL_HEADERS = 32 }; /* the most headers of the caller */

struct call {
	/* The request; everything it points to must stay until done. */
	const char *method;         /* "GET", … */
	const char *path;           /* below the base URL, with query; or a whole URL */
	const char *const *headers; /* besides Accept, NULL at the end; or NULL */
	struct slice
	    body_out;     /* sent if .p is not NULL; JSON unless the headers give another type */
	bool once;        /* must not run twice: see retry.h */
	bool foreign;     /* no token and no pacing: a signed URL elsewhere */
	bool raw;         /* the body need not be JSON; it is returned unchanged */
	size_t max;       /* ceiling of the answer in bytes; 0: 1 GiB */
	int64_t delay_ms; /* not sent earlier than this after call_submit() */
	const char *delay_for; /* what the delay waits for ("export job"), for progress; or NULL, */
	int64_t delay_from;    /* and since when, on clock_ms()'s scale; 0: since call_submit() */
	void (*done)(struct call *c); /* NULL for call_fetch() */
	void *user;

	/* The answer; call_release() frees it. */
	enum call_verdict verdict;
	long status;               /* of the last try; 0: no answer came */
	struct buf body;           /* of CALL_OK; also the body of a failed call */
	char *code;                /* of a failure: the API's code ("not.found"), or "" */
	char *message;             /* in words, from the API or about the connection */
	char *context;             /* the API's contextId or correlation id, or "" */
	char type[HTTP_TYPE_SIZE]; /* the last answer's, as in http.h */
	char etag[HTTP_ETAG_SIZE];
	unsigned tries;
	bool expired; /* CALL_TEMPORARY: the signed URL is no longer valid; get another one */

	/* Used by the engine only. */
	struct calls *calls;
	char *url;
	uint64_t rank; /* in which order calls were submitted */
	size_t token;  /* which one it is sent with */
	unsigned failures, token_serial, renewals;
	int64_t begun, sent, due;
	struct call *next;
};

struct call_token {
	const char *text;
	unsigned serial; /* from 1; each renewal has a new one */
	const char *why; /* without a token: the reason; the callback keeps the text */
	bool temporary;  /* without a token: a later try may work */
	bool too_late;   /* but only after a longer wait than allowed: nothing more is sent */
};

struct calls_options {
	const char *base; /* "https://api.mypurecloud.de"; kept, not copied */

	/*
	 * Gives bearer token `which` (from 0), valid for the next minutes. `refused` is the serial
	 * of this token when it got a 401, or 0. NULL: no token is sent.
	 */
	bool (*token)(void *user, size_t which, unsigned refused, struct call_token *token);
	void *user;
	size_t tokens; /* how many there may be, at most PACE_TOKENS_MAX; 0: 1 */

	const char *basic_user, *basic_password; /* HTTP Basic instead; or NULL */
	struct retry_policy retry;               /* .give_up_ms 0: retry_default */
	struct http_options http;
	int64_t rate_n, rate_ms; /* --rate, for all tokens together; 0: none */
	size_t parallel;         /* most requests at a time; 0: 1 */
};

struct calls *calls_new(const struct calls_options *options);
void calls_free(struct calls *calls); /* drops what is under way, without done() */

void call_submit(struct calls *calls, struct call *c);
void call_fetch(struct calls *calls, struct call *c); /* submits and waits */

/*
 * Let the calls go on until one is done, fd (or -1) can be read, or ms milliseconds have passed
 * (-1: no limit). False when nothing is under way any more.
 */
bool calls_wait(struct calls *calls, int fd, int64_t ms);

/* From now on nothing more is sent: waiting calls and calls submitted later end as CALL_DROPPED. */
void calls_stop(struct calls *calls);

/* Whether calls_stop() was called, or the server demands too long a wait. */
bool calls_stopped(const struct calls *calls);

/*
 * The caller keeps so many bytes of earlier answers. They count for the memory budget of the
 * bodies under way (http_budget.h).
 */
void calls_keep(struct calls *calls, size_t bytes);

const char *calls_base(const struct calls *calls); /* calls_options.base */

/* How many calls are submitted and not done. */
size_t calls_open(const struct calls *calls);

struct calls_figures {
	size_t requests; /* sent, including retries */
	size_t retries;
	size_t refused; /* 429s */
	int64_t heard;  /* clock_ms() of the newest answer of any kind; 0: none yet */
};
struct calls_figures calls_figures(const struct calls *calls);

void call_release(struct call *c); /* frees the answer; the request stays */

/* Copy c's failure into `to`, without the body of the answer. */
void call_copy_failure(struct call *to, const struct call *c);

/* Append "404 not.found: Flow not found (contextId 3f2…)", or the fault of the connection. */
void call_describe(const struct call *c, struct buf *b);

int call_exit_code(const struct call *c); /* 69, 77 or 75; 0 for CALL_OK */

/* Print "WHAT: …" (call_describe) and end with the verdict's exit code. */
GC_NORETURN void call_die(const struct call *c, const char *what);

#endif
