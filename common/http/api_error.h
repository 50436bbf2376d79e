/*
 * api_error.h - the error in a failed call's body. It is the API's ErrorBody (code, message,
 * contextId), the login host's OAuth form (error, error_description or description) or, for a
 * signed URL, the store's XML (<Error><Code>…</Code><Message>…</Message>…</Error>). Anything
 * else, such as a gateway's HTML, is not shown.
 */
#ifndef GC_API_ERROR_H
#define GC_API_ERROR_H

#include "http/call.h"

/*
 * Append the text of an element of the store's XML, such as "Message", with its entities
 * resolved. Nothing is appended if the body is not such XML or has no such element. Pure.
 */
void api_error_xml(struct slice body, const char *element, struct buf *text);

/*
 * From c->body into c->code, c->message, c->context; `correlation` is used if there is no
 * contextId.
 */
void api_error_read(struct call *c, const char *correlation);

#endif
