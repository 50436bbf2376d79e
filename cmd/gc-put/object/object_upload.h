/*
 * object_upload.h - send bytes to an address that the server gave for it.
 *
 * The address is a secret and is never shown. It is used with the headers that came with it, and no
 * token; and only if it is safe (url_may_follow()).
 */
#ifndef PUT_OBJECT_UPLOAD_H
#define PUT_OBJECT_UPLOAD_H

#include "object/put_object.h"

struct object_upload {
	char *url;
	char *header[CALL_HEADERS + 1]; /* "Name: value", NULL at the end */
	size_t headers;
};

/* Take address and headers from an answer, by member names. False: it has none that can be used. */
bool object_upload_take(struct object_upload *u, const struct put_object *o, struct slice answer,
    const char *url, const char *headers);

/* PUT o->task.out there. */
void object_upload_put(struct object_upload *u, struct put_object *o, task_step *step, void *self);
void object_upload_release(struct object_upload *u);

#endif
