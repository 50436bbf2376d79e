/* http_header.h - the headers of an answer that are kept in a struct http_answer. Pure. */
#ifndef GC_HTTP_HEADER_H
#define GC_HTTP_HEADER_H

#include "http/http.h"

/* Forget the headers of a 1xx answer or of a proxy: at the start and at each status line. */
void http_header_forget(struct http_answer *a);

/*
 * Read one header line, with its line end. Returns the value of Content-Length, or 0 for other
 * lines.
 */
size_t http_header_read(struct http_answer *a, struct slice line);

#endif
