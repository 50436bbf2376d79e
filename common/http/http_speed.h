/*
 * http_speed.h - when a transfer is too slow. Pure: the caller gives the time.
 *
 * A transfer has three parts: the request is sent, the server works, the answer is received. In
 * each part at most `stall_s` seconds may pass with fewer than HTTP_SPEED bytes a second; the
 * speed of one part does not count for the next. (libcurl's own limit does not distinguish parts:
 * it averages over five seconds, so a request that was sent quickly hides a server that does not
 * answer.)
 *
 *	struct http_speed s = {0};
 *	while (under way)
 *		if (http_speed_left(&s, part, bytes so far, now, stall_s) <= 0)
 *			end it;
 */
#ifndef GC_HTTP_SPEED_H
#define GC_HTTP_SPEED_H

#include "base/base.h"

enum { HTTP_SPEED = 1000 /* bytes a second */ };

/* HTTP_IDLE: not waiting for the server, for example while connecting or while paused. */
enum http_part { HTTP_IDLE, HTTP_SENDING, HTTP_THINKING, HTTP_RECEIVING };

struct http_speed {
	enum http_part part;
	int64_t bytes, since; /* when it was last fast enough */
};

/*
 * Note the progress of the transfer. Returns the milliseconds that are left; INT64_MAX: no limit.
 */
int64_t http_speed_left(
    struct http_speed *s, enum http_part part, int64_t bytes, int64_t now, long stall_s);

#endif
