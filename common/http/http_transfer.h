/*
 * http_transfer.h - one request under way: its libcurl options and its result. Only http.c uses
 * it; the two are the only users of libcurl.
 */
#ifndef GC_HTTP_TRANSFER_H
#define GC_HTTP_TRANSFER_H

#include "http/libcurl.h"

#include "http/http.h"
#include "http/http_speed.h"

struct http_budget;

/* Why we end a transfer although libcurl reports no error. */
enum transfer_trouble {
	TRANSFER_WELL,
	TRANSFER_BODY,
	TRANSFER_HEADER,
	TRANSFER_SLOW,
	TRANSFER_CROWDED
};

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	struct http_answer answer;
	struct http_budget *budget;
	uint64_t rank;
	size_t max;
	size_t header; /* bytes of header lines so far */
	int64_t sends; /* bytes of the request's body */
	bool once;
	bool paused;     /* because of the memory budget */
	bool may_exceed; /* the budget: nothing else can be aborted */
	enum transfer_trouble trouble;
	struct http_speed speed;
	void (*done)(void *, struct http_answer *);
	void *mine;
	char error[CURL_ERROR_SIZE];
	struct transfer *next; /* among the free, or among those under way */
};

struct transfer *transfer_new(void);
void transfer_free(struct transfer *t); /* its handle must be in no multi handle */

/* Set all options of the request; t is new or was reset. */
void transfer_prepare(
    struct transfer *t, const struct http_request *r, const struct http_options *options);

/* For transfer_prepare(): the options of libcurl (http_transfer_set.c), and its callbacks. */
void transfer_set_options(
    struct transfer *t, const struct http_request *r, const struct http_options *options);
size_t transfer_on_header(char *p, size_t one, size_t n, void *transfer);
size_t transfer_on_body(char *p, size_t one, size_t n, void *transfer);

/* How long it may stay as slow as it is, in milliseconds; INT64_MAX: no limit. */
int64_t transfer_left(struct transfer *t, int64_t now, long stall_s);

/* Why it is slow, for transfer_judge(). */
void transfer_slow(struct transfer *t, long stall_s);

struct transfer *transfer_of(CURL *easy); /* the transfer of this handle */

/* After its end: the answer's fault, reason, status and Retry-After. */
void transfer_judge(struct transfer *t, CURLcode code);

/* Forget the request and the answer; connections stay open. */
void transfer_reset(struct transfer *t);

#endif
