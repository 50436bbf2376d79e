/*
 * call.h - calls of an API: requests that are paced, tried again, and judged.
 *
 * One engine for all programs. It keeps to the server's limit (pace.h), tries again what may be
 * transient (retry.h), brings the token and has it renewed when a call is answered by 401 (once,
 * and again only where the new token had been good for another call), and takes no 2xx for an
 * answer whose body is torn or is not JSON. JSON comes out compact: one line, tokens as the server
 * spelled them.
 *
 * No answer makes calls wait for longer than retry.h allows. Where the server wants more, by one
 * Retry-After or by refusing everything for too long with 429, the call that was told so ends as
 * CALL_TEMPORARY, saying what the server wants, and all others, also those that are submitted
 * later, as CALL_DROPPED: calls_stopped(). What calls wait for is shown (progress.h).
 *
 *	struct call c = {.method = "GET", .path = "/api/v2/organizations/me"};
 *	call_fetch(calls, &c);
 *	if (c.verdict != CALL_OK)
 *		call_die(&c, "organization");        // one line on stderr, the right exit status
 *	use(c.body.p, c.body.n);
 *	call_release(&c);
 *
 * Many at a time: call_submit() each with a done function, then calls_wait() until it says that
 * nothing is under way. done() may submit, also its own call again after call_release().
 * A struct call is the caller's, zeroed but for the question, and stays where it is until done.
 */
#ifndef GC_CALL_H
#define GC_CALL_H

#include "http/http.h"
#include "http/pace.h"
#include "http/retry.h"
#include "json/json.h"

enum call_verdict {
	CALL_OK,        /* 2xx, with a body as asked for */
	CALL_REFUSED,   /* for good: 4xx, 501, 3xx, a bad certificate, too large an answer */
	CALL_FORBIDDEN, /* 401 or 403: no token, or no permission */
	CALL_TEMPORARY, /* gave up after retries; the same call may work later */
	CALL_UNSURE,    /* `once`: it may have been taken, and its answer is lost */
	CALL_DROPPED    /* calls_stop() came before it was tried, or tried again */
};

enum { CALL_HEADERS = 32 }; /* of the caller's own, at most */

struct call {
	/* The question; what it points to is borrowed until done. */
	const char *method;         /* "GET", … */
	const char *path;           /* below the base URL, query and all; or a whole URL */
	const char *const *headers; /* besides Accept, NULL at the end; or NULL */
	struct slice body_out; /* what to send where .p is not NULL; JSON unless headers say else */
	bool once;             /* must not run twice: see retry.h */
	bool foreign;          /* no token and no pacing: a signed URL elsewhere */
	bool raw;              /* the body need not be JSON; it comes as it is */
	size_t max;            /* ceiling of the answer in bytes; 0: 1 GiB */
	int64_t delay_ms;      /* not sent earlier than this after call_submit() */
	const char *delay_for; /* what the delay waits for ("export job"), for progress; or NULL, */
	int64_t delay_from;    /* and since when, on clock_ms()'s scale; 0: since call_submit() */
	void (*done)(struct call *c); /* NULL for call_fetch() */
	void *user;

	/* The answer; call_release() frees it. */
	enum call_verdict verdict;
	long status;     /* of the last try; 0: no answer came */
	struct buf body; /* of CALL_OK; also what a failed one said */
	char *code;      /* of a failure: the API's code ("not.found"), or "" */
	char *message;   /* in words, from the API or about the connection */
	char *context;   /* the API's contextId or correlation id, or "" */
	unsigned tries;
	bool expired; /* CALL_TEMPORARY of a signed URL that is not valid any more: get another */

	/* The engine's. */
	struct calls *calls;
	char *url;
	uint64_t rank; /* in which order calls were submitted */
	unsigned failures, token_serial, renewals;
	int64_t begun, sent, due;
	struct call *next;
};

struct call_token {
	const char *text;
	unsigned serial; /* from 1; another one for each token */
	const char *why; /* there is none to be had: why, in words; kept by the giver */
	bool temporary;  /* and it may be had later */
	bool too_late;   /* but no sooner than a call waits: nothing more is sent */
};

struct calls_options {
	const char *base; /* "https://api.mypurecloud.de"; kept, not copied */

	/*
	 * Gives the bearer token, good for the next minutes. `refused` is the serial of a token
	 * that was answered by 401, or 0. NULL: no token is sent.
	 */
	bool (*token)(void *user, unsigned refused, struct call_token *token);
	void *user;

	const char *basic_user, *basic_password; /* HTTP Basic instead; or NULL */
	struct retry_policy retry;               /* .give_up_ms 0: retry_default */
	struct http_options http;
	int64_t rate_n, rate_ms; /* --rate; 0: none */
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

/* From now on nothing more is sent: what waits, and what is submitted later, is CALL_DROPPED. */
void calls_stop(struct calls *calls);

/* Whether that was called, or the server wants a wait that is too long. */
bool calls_stopped(const struct calls *calls);

/*
 * The caller holds so many bytes of answers that it took: they count for the memory that the bodies
 * under way may have (http_budget.h).
 */
void calls_keep(struct calls *calls, size_t bytes);

const char *calls_base(const struct calls *calls); /* calls_options.base */

/* How many are submitted and not done. */
size_t calls_open(const struct calls *calls);

struct calls_figures {
	size_t requests; /* sent, tries and all */
	size_t retries;
	size_t refused; /* 429s */
	int64_t heard;  /* clock_ms() of the newest answer of any kind; 0: none yet */
};
struct calls_figures calls_figures(const struct calls *calls);

void call_release(struct call *c); /* frees the answer; the question stays */

/* Let `to` tell of the failure that c tells of; what c's answer held is not copied. */
void call_copy_failure(struct call *to, const struct call *c);

/* Append "404 not.found: Flow not found (contextId 3f2…)", or what the connection's fault was. */
void call_describe(const struct call *c, struct buf *b);

int call_exit_code(const struct call *c); /* 69, 77 or 75; 0 for CALL_OK */

/* Say "WHAT: …" (call_describe) and end with the verdict's exit code. */
GC_NORETURN void call_die(const struct call *c, const char *what);

#endif
