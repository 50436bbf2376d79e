/* http_speed.c - when a transfer is too slow */
#include "http/http_speed.h"

int64_t
http_speed_left(struct http_speed *s, enum http_part part, int64_t bytes, int64_t now, long stall_s)
{
	if (part != s->part || bytes - s->bytes >= (int64_t)HTTP_SPEED * stall_s)
		*s = (struct http_speed){part, bytes, now};
	return part == HTTP_IDLE ? INT64_MAX : s->since + (int64_t)stall_s * 1000 - now;
}
