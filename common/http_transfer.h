/*
 * http_transfer.h - one request on its way: as options of libcurl, and what became of it. http.c's
 * own; these two are the only users of libcurl.
 */
#ifndef GC_HTTP_TRANSFER_H
#define GC_HTTP_TRANSFER_H

#include <curl/curl.h>

#include "http.h"

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	struct http_answer answer;
	size_t max;
	bool too_large;
	void (*done)(void *, struct http_answer *);
	void *mine;
	char error[CURL_ERROR_SIZE];
	struct transfer *next; /* among the free, or among those under way */
};

struct transfer *transfer_new(void);
void transfer_free(struct transfer *t); /* its handle must be in no multi handle */

/* Set all that the request says; t is new or was reset. */
void transfer_prepare(
    struct transfer *t, const struct http_request *r, const struct http_options *options);

struct transfer *transfer_of(CURL *easy); /* the one that has this handle */

/* After its end: the answer's fault, reason, status and Retry-After. */
void transfer_judge(struct transfer *t, CURLcode code);

/* Forget the request and the answer; connections stay open. */
void transfer_reset(struct transfer *t);

#endif
