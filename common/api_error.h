/*
 * api_error.h - what a failed call's body says: the API's ErrorBody (code, message, contextId), or
 * the login host's OAuth form (error, error_description or description). Anything else, such as a
 * gateway's HTML, is not shown.
 */
#ifndef GC_API_ERROR_H
#define GC_API_ERROR_H

#include "call.h"

/* From c->body into c->code, c->message, c->context; `correlation` stands in for contextId. */
void api_error_read(struct call *c, const char *correlation);

#endif
