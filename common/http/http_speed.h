/*
 * http_speed.h - when a transfer is too slow to be waited for. Pure: the caller brings the time.
 *
 * A transfer has three parts: the request goes out, the server thinks, the answer comes in. In
 * each of them `stall_s` seconds may pass with fewer than HTTP_SPEED bytes a second, and not more;
 * what one part did is no credit for the next. (libcurl's own limit knows no parts, and averages
 * over five seconds in which a request that was sent quickly makes up for a server's silence.)
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

/* HTTP_IDLE: nobody is waiting for the server; as while it connects, or the transfer is paused. */
enum http_part { HTTP_IDLE, HTTP_SENDING, HTTP_THINKING, HTTP_RECEIVING };

struct http_speed {
	enum http_part part;
	int64_t bytes, since; /* at the last time at which it was fast enough */
};

/* Take in how far the transfer is. Returns the milliseconds that are left; INT64_MAX: no end. */
int64_t http_speed_left(
    struct http_speed *s, enum http_part part, int64_t bytes, int64_t now, long stall_s);

#endif
