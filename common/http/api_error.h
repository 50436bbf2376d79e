/*
 * api_error.h - what a failed call's body says: the API's ErrorBody (code, message, contextId), or
 * the login host's OAuth form (error, error_description or description), or of a signed URL the
 * store's XML (<Error><Code>…</Code><Message>…</Message>…</Error>). Anything else, such as a
 * gateway's HTML, is not shown.
 */
#ifndef GC_API_ERROR_H
#define GC_API_ERROR_H

#include "http/call.h"

/*
 * Append the text of a store's element, such as "Message", with its entities resolved; nothing
 * where the body is not the store's XML, or has no such element. Pure.
 */
void api_error_xml(struct slice body, const char *element, struct buf *text);

/* From c->body into c->code, c->message, c->context; `correlation` stands in for contextId. */
void api_error_read(struct call *c, const char *correlation);

#endif
