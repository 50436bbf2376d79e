/*
 * object_get_check.h - what the tests of object_get share: a call that is answered by hand, and what
 * becomes of it. A test program includes it once.
 */
#ifndef OBJECT_GET_CHECK_H
#define OBJECT_GET_CHECK_H

#include "org/object_get.h"
#include "tap.h"

static struct object_get get;
static struct call call;
static enum object_progress at;

#define API    "https://api.mypurecloud.de"
#define SIGNED "https://store.example/a?X-Amz-Expires=3600&X-Amz-Signature="

static inline void
object_get_test_start(const char *type, unsigned without)
{
	const struct object_type *t = object_type_find(slice_str(type));

	object_get_release(&get);
	call_release(&call);
	get = (struct object_get){
	    .type = t, .id = slice_str("i/d"), .parts = t->parts & ~without, .api = API};
	at = object_get_start(&get, &call);
}

static inline bool
object_get_asks(const char *path)
{
	return at == OBJECT_GOES_ON && strcmp(call.method, "GET") == 0 &&
	       strcmp(call.path, path) == 0;
}

static inline void
object_get_answer(enum call_verdict verdict, long status, struct slice body)
{
	call.verdict = verdict;
	call.status = status;
	buf_clear(&call.body);
	buf_add_slice(&call.body, body);
	at = object_get_next(&get, &call);
}

static inline void
answer_object(const char *body)
{
	object_get_answer(CALL_OK, 200, slice_str(body));
}

static inline void
answer_audio(const char *etag, const char *bytes)
{
	snprintf(call.type, sizeof call.type, "audio/x-wav");
	snprintf(call.etag, sizeof call.etag, "%s", etag);
	answer_object(bytes);
}

static inline void
answer_expired(void)
{
	call.expired = true;
	object_get_answer(CALL_TEMPORARY, 403, slice_str(""));
}

static inline bool
object_get_gives(const char *want)
{
	struct buf b = BUF_INIT;

	object_get_write(&get, &b);
	return tap_is(&b, want) && at == OBJECT_GOT;
}

static inline bool
object_get_fails(const char *part, const char *problem)
{
	return at == OBJECT_FAILED && slice_is(buf_slice(&get.part), part) &&
	       slice_is(buf_slice(&get.problem), problem);
}

#endif
