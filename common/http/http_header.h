/*
 * http_header.h - what of an answer's headers is kept in a struct http_answer. Pure.
 */
#ifndef GC_HTTP_HEADER_H
#define GC_HTTP_HEADER_H

#include "http/http.h"

/* Those of a 1xx answer or of a proxy's, when the next status line comes, and at the start. */
void http_header_forget(struct http_answer *a);

/* Take in one line, its end included. Returns the Content-Length where this is it, else 0. */
size_t http_header_read(struct http_answer *a, struct slice line);

#endif
